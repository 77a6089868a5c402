import { proveAll } from './faults/case.ts';
import { gitFaults } from './faults/git.ts';

proveAll('git', gitFaults);
