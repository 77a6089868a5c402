import { describeLive } from './live-contract.ts';
import { describeSource } from './source-contract.ts';
import { startHttp, startLocal } from './support.ts';

describeLive('a server', startHttp);
describeLive('a local path', startLocal);
describeSource('a server', startHttp);
describeSource('a local path', startLocal);
