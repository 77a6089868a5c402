import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Job, Measure } from './job.ts';

/** Measures all jobs on all cores; the results come in the order of the jobs. */
export async function measureAll(jobs: readonly Job[], effort: number): Promise<Measure[]> {
  const results: Measure[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    try {
      for (let index = next++; index < jobs.length; index = next++) {
        if (jobs[index]?.alone !== true) results[index] = await ask(worker, { index, effort });
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  for (const [index, job] of jobs.entries()) if (job.alone === true) results[index] = job.run(effort);
  return results;
}

function ask(worker: Worker, task: { index: number; effort: number }): Promise<Measure> {
  return new Promise((resolve, reject) => {
    const failed = (error: unknown): void => reject(error);
    worker.once('error', failed);
    worker.once('message', (measure: Measure) => {
      worker.off('error', failed);
      resolve(measure);
    });
    worker.postMessage(task);
  });
}
