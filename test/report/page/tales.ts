import type { PageFacts, PromptFacts } from '../../../src/report/page/facts.ts';
import { ledgerEvent } from '../../../src/rollout/change.ts';
import { revert } from '../../../src/rollout/gradual.ts';
import { ask, rollback } from '../../../src/rollout/incident.ts';
import { lift } from '../../../src/rollout/lift.ts';
import { investigate } from '../../../src/rollout/question.ts';
import { held, observe } from '../../../src/rollout/transition.ts';
import { at, gateMatch, matchOf, pace, wish } from '../../rollout/states.ts';
import { type Behaviour, broken, failing, sound, Tale } from './tale.ts';

/** When the page is written, in seconds after the begin of all tales. */
export const written = 30 * 3600;

const link = (kind: string, number: number) => ({
  number,
  url: `https://github.example/acme/prompts/${kind}/${number}`,
});

/** At 25 %, the candidate is worse, and on-call is asked. */
export function asking(id = 'customer-support'): Tale {
  const tale = new Tale(id, 'v2.3.0', 0).wait(written - 2880).start('v2.4.0');
  tale.serve(12, sound).advance().serve(12, sound).advance().serve(14, sound).serve(7, failing);
  tale.apply(ask(tale.state, tale.rollout, tale.ground(matchOf('error-high', 3.8), 290), tale.actor()));
  tale.changeIncident({ pull_request: link('pull', 412) });
  return tale.serve(1.5, failing);
}

/** Rolled back by a critical rule, and verified. */
export function verified(id = 'billing-assistant'): Tale {
  const tale = new Tale(id, 'v1.9.0').wait(written - 16_000).start('v2.0.0');
  tale.serve(11, sound).advance().serve(4, broken);
  tale.apply(
    rollback(tale.state, tale.state.stable, tale.ground(matchOf('error-critical', 11.2), 58), tale.actor()),
  );
  tale.changeIncident({ pull_request: link('pull', 408), issue: link('issues', 409) });
  return tale.wait(75).verify('recovered', { error_rate: 0.0021, requests: 12_480, errors: 26, ended: true });
}

/** Rolled back, and it did not help. */
export function failed(id = 'search-rerank'): Tale {
  const tale = new Tale(id, '2026-02-20').wait(written - 3600).start('2026-03-02');
  tale.serve(11, sound).advance().serve(12, sound).advance().serve(5, broken);
  tale.apply(
    rollback(tale.state, tale.state.stable, tale.ground(matchOf('error-critical', 10.6), 71), tale.actor()),
  );
  tale.changeIncident({ pull_request: link('pull', 415), issue: link('issues', 416) });
  tale.wait(71).verify('escalated', { error_rate: 0.071 });
  return tale.wait(240).verify('failed', { error_rate: 0.062, requests: 5210, errors: 323, ended: true });
}

/** Going back step by step, at a person's word. */
export function reverting(id = 'onboarding-email'): Tale {
  const tale = new Tale(id, 'v7').wait(written - 4320).start('v8');
  tale
    .serve(11, sound)
    .advance()
    .serve(12, sound)
    .advance()
    .serve(12, sound)
    .advance()
    .serve(30, { ...sound, quality: 0.8 });
  const ground = wish('Tone is off: three customers complained');
  tale.apply(
    revert(
      tale.state,
      tale.state.stable,
      { ...ground, detectedAt: at(tale.seconds) },
      tale.actor('mira'),
      pace,
    ),
  );
  tale.changeIncident({ pull_request: link('pull', 419) });
  return tale.serve(6, { ...sound, quality: 0.8 });
}

/** Known as good once, watched at 100 %. */
export function watching(id = 'code-review'): Tale {
  const tale = new Tale(id, 'v3.1.4').wait(written - 4800).start('v3.2.0');
  const faster: Behaviour = { ...sound, median: 0.78, quality: 0.9 };
  tale.serve(11, faster).advance().serve(11, faster).advance().serve(14, faster);
  const stable = tale.looks.at(-1)?.look.stable ?? null;
  return tale.advance(stable).serve(38, faster);
}

/** A candidate on course at 5 %. */
export function onCourse(id = 'summarizer'): Tale {
  return new Tale(id, 'v12')
    .wait(written - 1200)
    .start('v13')
    .serve(11, sound)
    .advance()
    .serve(8, sound);
}

/** Observed for a quality that drops a little. */
export function observed(id = 'intent-router'): Tale {
  const dull: Behaviour = { ...sound, quality: 0.76 };
  const tale = new Tale(id, 'v0.9.1')
    .wait(written - 3300)
    .start('v1.0.0')
    .serve(11, sound)
    .advance()
    .serve(12, dull);
  tale.apply(observe(tale.state, tale.rollout, gateMatch('quality', 12.6, 10), tale.actor(), null));
  return tale.serve(30, dull);
}

/** The metrics do not tell, for so long that it paged. */
export function silent(id = 'legal-disclaimer'): Tale {
  const tale = new Tale(id, 'v4')
    .wait(written - 3900)
    .start('v5')
    .serve(15, sound)
    .advance()
    .serve(20, sound);
  const hold = { why: 'inconclusive', rule: null, metrics: true, since: at(tale.seconds), paged: true };
  return tale.apply(
    held(tale.state, tale.rollout, hold, 'inconclusive: source-down (paged)', tale.actor(), null),
  );
}

/** Rolled back, lifted from quarantine, shipped after all: a false rollback. */
export function lifted(id = 'faq'): Tale {
  const tale = new Tale(id, 'v30').start('v31').serve(11, sound).advance().serve(3, failing);
  tale.apply(
    rollback(tale.state, tale.state.stable, tale.ground(matchOf('error-critical', 5.4), 95), tale.actor()),
  );
  tale.wait(80).verify('recovered', { error_rate: 0.0018, requests: 9120, ended: true });
  const [entry] = tale.state.quarantine;
  if (entry === undefined) throw new Error('nothing in quarantine');
  tale
    .wait(3600)
    .apply(
      lift(tale.state, entry, tale.incident.bad, 'The provider failed, not the prompt', tale.actor('jonas')),
    );
  tale.wait(60).start('v31').serve(11, sound).advance().serve(11, sound).advance().serve(12, sound).advance();
  return tale.wait(24 * 3600).complete();
}

/** A question that somebody looks into. */
export function investigated(id = 'translation'): Tale {
  const slow: Behaviour = { ...sound, median: 2.1 };
  const tale = new Tale(id, 'v5.0')
    .wait(written - 1960)
    .start('v5.1')
    .serve(11, sound)
    .advance()
    .serve(12, slow);
  tale.apply(ask(tale.state, tale.rollout, tale.ground(matchOf('latency-high', 128), 400), tale.actor()));
  tale.wait(150).apply(investigate(tale.state, tale.incident, 'Checking the provider', tale.actor('mira')));
  return tale.serve(6, slow);
}

/** Serves, and the default branch holds something newer. */
export const drifting = (): PromptFacts =>
  new Tale('release-notes', 'v1.4.2').facts({
    kind: 'pending',
    detail: 'main holds a version that is not released yet',
  });

/** Every text that others write is hostile. */
export function hostile(text: string, id = 'untrusted'): PromptFacts {
  const tale = new Tale(id, 'v1')
    .wait(written - 1500)
    .start('v2')
    .serve(11, sound)
    .advance()
    .serve(3, broken);
  tale.apply(ask(tale.state, tale.rollout, tale.ground(matchOf('error-high', 3.1), 60), tale.actor(text)));
  tale.changeIncident({
    reason: text,
    decided_by: text,
    run_url: text,
    pull_request: { number: 1, url: text },
  });
  tale.events.push(
    ledgerEvent(tale.actor(text), 'investigating', { incident: tale.incident.id, reason: text }),
  );
  const entry = { digest: tale.rollout.candidate.digest, label: text, commit: tale.rollout.candidate.commit };
  const evil = { ...tale.rollout.candidate, label: text };
  tale.change({ quarantine: [{ ...entry, at: at(0), by: text, reason: text, incident: text }] });
  tale.changeIncident({ bad: evil, good: evil }).changeRollout({ candidate: evil });
  return { ...tale.facts({ kind: 'rolled-back', detail: text }), id: text };
}

/** A page of these prompts. */
export function factsOf(prompts: readonly PromptFacts[], fields: Partial<PageFacts> = {}): PageFacts {
  return {
    repository: 'acme/prompts',
    liveBranch: 'prompt-rollout/live',
    head: 'b6f1f0c7d2a94e0f8a3b5c6d7e8f901234567890',
    at: at(written),
    historyUrl: 'https://github.example/acme/prompts/tree/prompt-rollout/live',
    comparesBranch: true,
    prompts,
    ...fields,
  };
}

/** All of it at once: a bad day. */
export function badDay(): PageFacts {
  const tales = [
    asking(),
    failed(),
    silent(),
    observed(),
    investigated(),
    reverting(),
    verified(),
    watching(),
    onCourse(),
    lifted(),
  ];
  const drift = {
    kind: 'rolled-back' as const,
    detail: 'main still holds v2.0.0, rolled back by the system (error rate 11.2 %, rule error-critical)',
  };
  const prompts = tales.map((tale) => tale.facts(tale.id === 'billing-assistant' ? drift : null));
  const fresh: PromptFacts = {
    id: 'moderation',
    state: null,
    events: [],
    looksOf: () => [],
    drift: { kind: 'pending', detail: 'it is not adopted yet: the next promote does it' },
  };
  return factsOf([...prompts, drifting(), fresh, new Tale('greeting', 'v2').facts()]);
}

/** Nothing that anyone has to look at. */
export const goodDay = (): PageFacts =>
  factsOf(
    [watching(), onCourse(), verified(), lifted()]
      .map((tale) => tale.facts())
      .concat(new Tale('greeting', 'v2').facts()),
  );
