import type { Job } from './job.ts';
import { burstJobs } from './tables/bursts.ts';
import { costJobs } from './tables/cost.ts';
import { delayJobs } from './tables/delays.ts';
import { healthyJobs } from './tables/healthy.ts';
import { latencyJobs } from './tables/latency.ts';
import { limitJobs } from './tables/limit.ts';
import { qualityJobs } from './tables/quality.ts';

/** All that the benchmark measures, in the order of the report. */
export function allJobs(): Job[] {
  return [
    ...healthyJobs(),
    ...delayJobs(),
    ...limitJobs(),
    ...burstJobs(),
    ...latencyJobs(),
    ...qualityJobs(),
    ...costJobs(),
  ];
}
