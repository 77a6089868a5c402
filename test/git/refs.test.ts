import { describeRefs } from './refs-contract.ts';
import { startHttp, startLocal } from './support.ts';

describeRefs('a server', startHttp);
describeRefs('a local path', startLocal);
