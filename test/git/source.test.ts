import { describeSource } from './source-contract.ts';
import { startHttp, startLocal } from './support.ts';

describeSource('a server', startHttp);
describeSource('a local path', startLocal);
