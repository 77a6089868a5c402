import { afterEach, beforeEach, describe } from 'vitest';
import { describeLive } from '../git/live-contract.ts';
import { describeReverts } from '../git/revert-contract.ts';
import { seeded } from '../git/source-contract.ts';
import { type Bench, startApi } from '../git/support.ts';
import { commitFiles } from '../github/seed.ts';

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
