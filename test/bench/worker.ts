import { parentPort } from 'node:worker_threads';
import { allJobs } from './jobs.ts';

/** What the main thread asks for: the job at this place of the list. */
export type Task = { readonly index: number; readonly effort: number };

const jobs = allJobs();

parentPort?.on('message', ({ index, effort }: Task) => {
  const job = jobs[index];
  if (job === undefined) throw new Error(`no job ${index}`);
  parentPort?.postMessage(job.run(effort));
});
