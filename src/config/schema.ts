import * as z from 'zod';
import { noOverlaps, relatedExist } from './cross-checks.ts';
import { duration, positiveDuration } from './duration.ts';
import { metricsExample, metricsSchema, type queriesSchema, stagingExample } from './metrics-schema.ts';
import { branchName, httpUrl, promptId, repoPath, runnerPath } from './names.ts';
import { notifySchema } from './notify-schema.ts';
import { policyOverrideSchema, policySchema } from './policy-schema.ts';

export { promptIdPattern } from './names.ts';

const weightText = 'expected a weight: a whole number from 1 to 100';
const outside = { error: weightText, abort: true };

const weight = z.int(weightText).min(1, outside).max(100, outside);

const stage = z
  .union(
    [
      weight.transform((value) => ({ weight: value, bake: null })),
      z.strictObject({
        weight: weight.describe('Share of traffic in percent.').meta({ example: 5 }),
        bake: duration.describe('Minimum time at this weight.').meta({ example: '30m' }),
      }),
    ],
    { error: `${weightText}, or a map with \`weight\` and \`bake\`` },
  )
  .meta({ title: 'weight, or map of `weight` and `bake`' });

const stages = z
  .array(stage)
  .min(1)
  .max(20)
  .superRefine((list, context) => {
    list.forEach(({ weight }, index) => {
      const before = list[index - 1]?.weight ?? 0;
      if (weight <= before)
        context.addIssue({
          code: 'custom',
          path: [index],
          message: `weights must rise from stage to stage: ${weight} follows ${before}`,
        });
    });
    if (list.length > 0 && list.at(-1)?.weight !== 100)
      context.addIssue({ code: 'custom', path: [list.length - 1], message: 'the last weight must be 100' });
  });

const baselineTest = z
  .strictObject({
    command: z
      .array(z.string().min(1))
      .min(1)
      .describe(
        'Program and arguments, run without a shell; {{prompt}}, {{version}} and {{path}} are filled in.',
      )
      .meta({ example: ['promptfoo', 'eval', '-c', '/opt/evals/{{prompt}}.yaml'] }),
    timeout: positiveDuration.prefault('10m').describe('A test that takes longer has failed.'),
  })
  .describe('Must pass before a rollback to any version but the previous one.');

const prompt = z.strictObject({
  path: repoPath
    .describe('File or folder of the prompt in this repository.')
    .meta({ example: 'prompts/customer-support.md' }),
  owners: z
    .array(z.string().min(1).max(100))
    .default([])
    .describe('GitHub users or teams (@name, @org/team).'),
  related: z.array(promptId).default([]).describe('Prompts that are looked at together when this one fails.'),
  stages: stages
    .optional()
    .describe('Stages of this prompt, instead of the common `stages`; written alike.')
    .meta({ example: [10, 100] }),
  policy: policyOverrideSchema
    .optional()
    .describe('What differs from the common `policy`; the same keys, none of them needed.'),
  baseline_test: baselineTest.optional().describe('Instead of `rollback.baseline_test`; written alike.'),
});

const delivery = z.strictObject({
  webhook: z
    .strictObject({
      url: httpUrl
        .describe('Receives flags.json, signed, by POST.')
        .meta({ example: 'https://flags.example.com/prompts' }),
    })
    .optional()
    .describe('Posted after each routing commit; signed with the input delivery-secret.'),
  copy: runnerPath
    .optional()
    .describe('flags.json is written to this path of the runner.')
    .meta({ example: '/srv/flags/flags.json' }),
});

const verification = z.strictObject({
  propagation: duration.prefault('10s').describe('Time until all applications have the new flags.json.'),
  interval: positiveDuration.prefault('5s').describe('Time between two looks.'),
  escalate_after: positiveDuration.prefault('60s').describe('Not recovered by then: escalated.'),
  give_up_after: positiveDuration.prefault('5m').describe('Not recovered by then: a failed rollback.'),
  min_requests: z.int().min(1).default(100).describe('Requests without which nothing is verified.'),
});

const rollback = z.strictObject({
  confirm: z
    .enum(['warn', 'require'])
    .default('warn')
    .describe('When the metrics show no problem, a manual rollback warns, or is refused.'),
  strategy: z
    .enum(['instant', 'gradual'])
    .default('instant')
    .describe('How a manual rollback that names no strategy takes the traffic away.'),
  gradual: z
    .strictObject({
      step: positiveDuration.prefault('10m').describe('Time at 75, 50 and 25 % each.'),
      interval: positiveDuration.prefault('1m').describe('Time between two looks.'),
    })
    .prefault({})
    .describe('Timing of a gradual rollback.'),
  baseline_test: baselineTest.optional(),
  verification: verification.prefault({}).describe('How it is verified that a rollback helped.'),
  on_expiry: z
    .enum(['escalate', 'rollback'])
    .default('escalate')
    .describe(
      'When nobody has answered within the limit of the rule: escalate and stay frozen, or roll back.',
    ),
  forbid_self_approval: z
    .boolean()
    .default(false)
    .describe('The author of a version may not answer the question about it.'),
});

/** These checks look at whole prompts, whatever else is wrong, so that all problems come at once. */
const always = { when: () => true };

/** `prompt-rollout.yml`: the one source of types, defaults, error texts and the JSON Schema for editors. */
export const configSchema = z
  .strictObject({
    prompts: z
      .record(promptId, prompt)
      .refine((prompts) => Object.keys(prompts).length > 0, 'name at least one prompt')
      .meta({
        description: 'The prompts, by id.',
        minProperties: 1,
        example: { 'customer-support': { path: 'prompts/customer-support.md' } },
      }),
    stages: stages.prefault([1, 5, 25, 100]).describe('Weights in percent, rising, the last 100.'),
    bake: duration.prefault('10m').describe('Minimum time of a stage that names none.'),
    metrics: metricsSchema
      .optional()
      .describe('Where requests, errors, latency and quality come from.')
      .meta({ example: metricsExample }),
    staging: z
      .strictObject({
        soak: positiveDuration.prefault('24h').describe('How long it must be healthy there without a break.'),
        metrics: metricsSchema
          .describe('Where the metrics of the staging environment come from.')
          .meta({ example: stagingExample }),
      })
      .optional()
      .describe('A staging environment in which a new version must prove itself before stage one.'),
    policy: policySchema.prefault({}).describe('Rules and limits.'),
    notify: notifySchema.prefault({}).describe('Who is told, and where.'),
    rollback: rollback.prefault({}).describe('How versions are put back, asked about and verified.'),
    runbooks: repoPath
      .prefault('.prompt-rollout/runbooks')
      .describe(
        'Folder with runbooks of your own: error-rate.md, latency.md, quality.md, cascade.md, failed-rollback.md.',
      ),
    delivery: delivery.prefault({}).describe('How flags.json is handed on.'),
    status_page: z
      .strictObject({
        publish: z
          .boolean()
          .default(false)
          .describe('Write the status page as index.html with the live branch, for GitHub Pages to serve.'),
      })
      .prefault({})
      .describe('A page that shows what is live where.'),
    live_branch: branchName
      .default('prompt-rollout/live')
      .describe('Branch that holds routing, state and ledger.'),
    commits: z
      .enum(['git', 'api'])
      .default('git')
      .describe(
        'Who makes the commits: git, which pushes them unsigned, or the API of GitHub, which signs them.',
      ),
    variants: z
      .enum(['inline', 'pointer'])
      .default('inline')
      .describe('Whether flags.json carries the prompt text or only version, commit, path and digest.'),
  })
  .superRefine(noOverlaps, always)
  .superRefine(relatedExist, always);

export type Config = z.output<typeof configSchema>;
export type MetricsConfig = NonNullable<Config['metrics']>;
export type PrometheusConfig = Extract<MetricsConfig, { source: 'prometheus' }>;
export type FileMetricsConfig = Extract<MetricsConfig, { source: 'file' }>;
export type RollbackConfig = Config['rollback'];
export type BaselineTest = z.output<typeof baselineTest>;
export type PromptConfig = Config['prompts'][string];
export type Queries = z.output<typeof queriesSchema>;
export type PagerDutyConfig = NonNullable<Config['notify']['pagerduty']>;
export type SlackConfig = NonNullable<Config['notify']['slack']>;
export type NotifyWebhookConfig = NonNullable<Config['notify']['webhook']>;
