import { proveAll } from './faults/case.ts';
import { forgeFaults } from './faults/forge.ts';

proveAll('forge', forgeFaults);
