#!/usr/bin/env node
import { run } from './commands/run.ts';
import { helpText, terminalHost, versionText } from './host/terminal.ts';

const argv = process.argv.slice(2);
if (argv.length === 0 || argv.includes('--help')) process.stdout.write(helpText());
else if (argv.includes('--version')) process.stdout.write(versionText());
else process.exitCode = await run(terminalHost(argv, process.env));
