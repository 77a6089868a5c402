import { describe, expect, it } from 'vitest';
import { Findings } from '../../src/commands/findings.ts';
import { fail } from '../../src/errors/fail.ts';

const broken = async (): Promise<never> => {
  throw fail('push-contended', { attempts: 3 });
};

describe('findings', () => {
  it('keep a failure to the prompt whose work it was', async () => {
    const findings = new Findings();
    findings.note('support', 'baking');
    findings.note('sales', 'baking');
    await findings.guard('support', broken);
    expect(findings.of('support')).toMatchObject({
      reason: 'push-contended',
      error: { code: 'push-contended' },
    });
    expect(findings.of('sales')).toMatchObject({ reason: 'baking', error: null });
  });

  it('have the failure of shared work at each prompt, also one of which nothing was known', async () => {
    const findings = new Findings();
    findings.note('support', 'baking');
    await findings.guardAll(['support', 'sales'], broken);
    for (const prompt of ['support', 'sales'])
      expect(findings.of(prompt)).toMatchObject({
        reason: 'push-contended',
        error: { code: 'push-contended' },
      });
  });

  it('never hide a rollback behind a failure', async () => {
    const findings = new Findings();
    findings.note('support', 'rolled-back');
    await findings.guardAll(['support'], broken);
    expect(findings.of('support')).toMatchObject({
      reason: 'rolled-back',
      error: { code: 'push-contended' },
    });
  });
});
