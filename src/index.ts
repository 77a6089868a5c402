import { run } from './commands/run.ts';
import { actionHost } from './host/action.ts';

process.exitCode = await run(actionHost());
