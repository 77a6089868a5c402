import { afterEach, beforeEach, describe } from 'vitest';
import { commitFiles } from '../github/seed.ts';
import { describeLive } from './live-contract.ts';
import { describeReverts } from './revert-contract.ts';
import { seeded } from './source-contract.ts';
import { type Bench, startApi } from './support.ts';

describeLive('a server whose API makes the commits', startApi);

describe('reverts on a server whose API makes the commits', () => {
  let bench: Bench;
  let main: string;
  beforeEach(async () => {
    bench = await startApi();
    main = await commitFiles(bench.bareDir, { branch: 'main', files: seeded, message: 'Start' });
  });
  afterEach(() => bench.stop());
  describeReverts(
    () => bench,
    () => main,
  );
});
