#!/usr/bin/env node
import { run } from './commands/run.ts';
import { helpFor, versionText } from './host/help.ts';
import { terminalHost } from './host/terminal.ts';

const argv = process.argv.slice(2);
const help = helpFor(argv);
if (help !== null) process.stdout.write(help);
else if (argv.includes('--version')) process.stdout.write(versionText());
else process.exitCode = await run(terminalHost(argv, process.env));
