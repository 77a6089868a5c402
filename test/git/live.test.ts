import { describeLive } from './live-contract.ts';
import { startHttp, startLocal } from './support.ts';

describeLive('a server', startHttp);
describeLive('a local path', startLocal);
