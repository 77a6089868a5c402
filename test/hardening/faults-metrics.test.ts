import { proveAll } from './faults/case.ts';
import { metricsFaults } from './faults/metrics.ts';

proveAll('metrics', metricsFaults);
