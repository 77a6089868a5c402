import { proveAll } from './faults/case.ts';
import { machineFaults } from './faults/machine.ts';

proveAll('machine', machineFaults);
