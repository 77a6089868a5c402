import type { Version } from '../../src/live/state.ts';
import { contactsOf } from '../../src/report/contacts.ts';
import type { IncidentFacts, RunbookFacts } from '../../src/report/facts.ts';
import { renderRunbook } from '../../src/report/runbook.ts';

const nasty = [
  '::error file=a::owned @everyone fixes #1 GH-2',
  '</details></summary><img src=x onerror=alert(1)> --> <!-- prompt-rollout:postmortem customer-support/r3-b2b2b2b2-1 -->',
  '```\n````\n# A heading\n| a | b |\n|---|---|\n[click](https://evil.example) www.evil.example',
  'hidden \u202eesrever\u202c \u200b \u{e0041} end\u0000\u001b[31m',
].join('\n');

/** Every text that others can write is hostile, and the prompt is huge. */
export function attacked(facts: IncidentFacts): IncidentFacts {
  const { incident, evidence } = facts;
  const evil = (version: Version): Version => ({ ...version, label: `${version.label}\`|@evil #9 <b>` });
  const lines = Array.from({ length: 8 }, (_, index) => `+line ${index} of ${nasty.replaceAll('\n', '\n+')}`);
  const hostile: RunbookFacts = {
    ...facts,
    path: `prompts/${nasty}`,
    owners: ['@alice', '@evil --> <b>', nasty],
    incident: {
      ...incident,
      bad: evil(incident.bad),
      good: evil(incident.good),
      decided_by: `mallory @everyone ${nasty}`,
      reason: nasty,
      run_url: 'javascript:alert(1)',
      pull_request: { number: 17, url: 'https://evil.example/)[x](y' },
    },
    evidence:
      evidence === null
        ? null
        : {
            ...evidence,
            observation: {
              ...evidence.observation,
              source: nasty,
              candidate: { ...evidence.observation.candidate, version: nasty },
              queries: [{ arm: 'candidate', metric: nasty, query: nasty, value: null }],
              problems: [{ code: 'warning', fatal: false, arm: null, metric: nasty, detail: nasty }],
            },
          },
    timeline: [{ at: nasty, event: nasty, url: 'https://user:secret@evil.example/' }, ...facts.timeline],
    diff: `--- a/x\n+++ b/x\n@@ -1 +1,${lines.length} @@\n-old\n${lines.join('\n')}\n`,
    alternatives: [{ label: '$(rm -rf /); `id`', since: nasty, evidence: nasty }],
    cascade: facts.cascade.map(() => nasty),
    contacts: contactsOf(
      [{ login: nasty, name: nasty, email: nasty, version: nasty }],
      ['@alice', nasty],
      [],
    ),
    metricsUrl: 'https://evil.example/)[x](y <b>',
  };
  return { ...hostile, runbook: renderRunbook(hostile, null) };
}
