import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../src/report/page/model.ts';
import { factsOf, verified } from './tales.ts';

describe('the drift that a rollback leaves', () => {
  it('calls for a person while a revert pull request waits for its merge, although the rollback helped', () => {
    const drift = { kind: 'rolled-back', detail: 'main still holds v2.0.0' } as const;
    const page = pageOf(factsOf([verified().facts(drift)]));
    expect(page.verdict).toBe('1 thing needs a person');
    expect(page.attention).toMatchObject([
      { title: 'The revert pull request is not merged', incident: verified().incident.id },
    ]);
    expect(page.prompts).toMatchObject([{ tone: 'bad', status: 'The revert pull request is not merged' }]);
    const without = verified().changeIncident({ pull_request: null });
    expect(pageOf(factsOf([without.facts(drift)])).verdict).toBe('Nothing needs a person; 1 thing to watch');
    expect(pageOf(factsOf([verified().facts()])).tone).toBe('good');
  });
});
