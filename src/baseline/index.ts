export { type BaselineOptions, baselineRunner } from './run.ts';
