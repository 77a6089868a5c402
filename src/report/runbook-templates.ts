import type { Scenario } from './runbook-template.ts';

/** The runbooks that hold where the prompts repository has no file of its own. See `placeholders` for the names. */

const back = `**Roll back.** The previous good version is {{good}}: {{good_dates}}. {{action}}

{{commands}}

**Verify.** {{verify}}

**Escalate.** {{escalate}} Contacts: {{contacts}}.`;

const errorRate = `{{numbers}}

**Check**

1. Is it the prompt? {{bad}} beside {{good}} at the same time, in {{source}}. Traffic of {{bad}}: {{requests}}. Where both fail alike, the provider of the model or the application is the cause, and a rollback does not help.
2. Which errors? Time-outs and refusals of the provider, answers that do not parse, calls of tools that fail: the log of the application has them, by version.
3. What changed? The difference of the two versions stands in this text: the format of the answer, names of tools and fields, the length.

{{queries}}

${back}`;

const latency = `{{numbers}}

**Check**

1. Is it the prompt? p99 of {{bad}} beside {{good}} at the same time, in {{source}}. Where both are slow, look at the provider's status first.
2. Are the answers longer? Tokens out of {{bad}} beside {{good}}. An instruction to think, to list or to explain costs seconds.
3. Is the prompt longer, or its beginning different? A cache of prompts misses after a change at the beginning.
4. Are there more calls of tools, or more rounds, for a request?

{{queries}}

${back}`;

const quality = `{{numbers}}

**Check**

1. Is it the prompt? The quality of {{bad}} beside {{good}} at the same time, in {{source}}. Where both fell, what grades the answers is the cause.
2. Read ten answers of {{bad}} with low grades beside ten of {{good}}: wrong, refused, too short, in another language, off the format?
3. Which users or topics? A drop in one topic points at the words that were changed for it.
4. What changed? The difference of the two versions stands in this text.

{{queries}}

${back}`;

const cascade = `{{prompt}} does not fail alone. At the same time: {{cascade}}.

{{numbers}}

**Check**

1. What do the prompts have in common: the model, the provider, a shared part of their texts, a chain in which one reads what the other wrote?
2. Which was first? The timelines of their ledgers tell. The first one is the one to roll back; what depends on it may recover by itself.
3. Do the stable versions fail as well? Then it is an outage, and no rollback helps.

{{queries}}

${back}

Roll back every other prompt that does not recover as well, the one that failed first before the others.`;

const failed = (back: string): string => `**Check**

1. Does the traffic of {{bad}} end? While requests of {{bad}} are still counted, the applications read an old \`flags.json\`: look at how it is delivered.
2. Is {{good}} bad itself, or the provider? Its numbers now beside those from before the rollout, in {{source}}.
3. Did something else change at the same time: the model behind its name, a tool, an index, the application?

{{queries}}

${back}

**Verify.** {{verify}}

**Escalate.** At once, and by phone. Contacts: {{contacts}}. Nothing rolls back again by itself: a rollback is never undone by metrics.`;

const failedRollback =
  failed(`**Go further back**, only when {{good}} itself is at fault. {{action}} Versions that are known as good:

{{alternatives}}

{{commands}}`);

/** That of a rollback that did not help, where no older version could be put back instead. */
export const nothingOlderRunbook = failed('**Repair**, when {{good}} itself is at fault. {{action}}');

/** The built-in template of each scenario. */
export const builtInRunbooks: Readonly<Record<Scenario, string>> = {
  'error-rate': errorRate,
  latency,
  quality,
  cascade,
  'failed-rollback': failedRollback,
};
