import { config, measure, PATH, PROMPT, startRollout, text } from '../scenarios/prompts.ts';
import { metricsConfig, startTraffic } from '../scenarios/traffic.ts';
import { REPO, type Run } from '../scenarios/world.ts';
import type { Scene, SceneEvent } from './scene.ts';

/** One run of a story. */
export interface Step {
  readonly name: string;
  /** What happens in the world before the run, once. */
  readonly prepare?: (scene: Scene) => Promise<void>;
  readonly run: (scene: Scene) => Promise<Run | null>;
  /** How the undisturbed run ends: reason code and exit code. */
  readonly end: string;
}

export interface Story {
  readonly name: string;
  readonly start: (scene: Scene) => Promise<void>;
  readonly steps: readonly Step[];
}

const promote = ({ run }: Scene) => run();
const salesPath = 'prompts/sales.md';

/** The numbers of the metrics file stay good for as long as a run is repeated. */
const metrics = { source: 'file', file: '{{prompt}}.json', stale_after: '10h' };

/** A run after so many minutes in which all was well. */
const stage = (name: string, minutes: number, end: string): Step => ({
  ...{ name, end, run: promote },
  prepare: async ({ world }) => {
    world.pass(minutes);
    await measure(world);
  },
});

const promotion: Story = {
  name: 'promotion through all stages',
  start: async ({ world, outside }) => {
    const settings = config({ ...outside.config, metrics, bake: '10m', policy: { watch: '20m' } });
    await world.merge({ 'prompt-rollout.yml': settings, [PATH]: text('v1.0.0') });
  },
  steps: [
    { name: 'adopt', end: 'adopted 0', run: promote },
    {
      name: 'start',
      end: 'started 0',
      prepare: async ({ world }) => void (await world.merge({ [PATH]: text('v2.0.0') })),
      run: promote,
    },
    stage('to 5 %', 11, 'advanced 0'),
    stage('to 25 %', 11, 'advanced 0'),
    stage('to 100 %', 11, 'watching 0'),
    stage('known as good', 21, 'completed 0'),
  ],
};

/** A rollout at its first stage. */
const begun =
  (changes: object = {}, rollback: object = {}) =>
  ({ world, outside }: Scene) =>
    startRollout(world, {
      ...outside.config,
      metrics,
      rollback: { ...outside.config.rollback, ...rollback },
      ...changes,
    });

/** A minute later the candidate fails in so many percent of its requests. */
const failing =
  (errors: number) =>
  async ({ world }: Scene) => {
    world.pass(1);
    await measure(world, { errors });
  };

const automatic: Story = {
  name: 'automatic rollback',
  start: begun(),
  steps: [{ name: 'roll back', end: 'rolled-back 1', prepare: failing(8.4), run: promote }],
};

/** The first comment on the first pull request, as GitHub tells of it. */
function answerEvent({ world }: Scene): SceneEvent {
  const number = 1;
  const payload = {
    action: 'created',
    repository: { full_name: REPO },
    issue: { number, pull_request: { url: `${world.github.apiUrl}/repos/${REPO}/pulls/${number}` } },
    comment: {
      id: 77,
      body: '/rollback the answers are wrong',
      user: { login: 'mona', type: 'User' },
      created_at: world.now().toISOString(),
      html_url: `${world.github.url}/${REPO}/pull/${number}#issuecomment-77`,
    },
  };
  return { name: 'issue_comment', payload };
}

const asked: Story = {
  name: 'asked rollback',
  start: begun(),
  steps: [
    { name: 'ask', end: 'asked 0', prepare: failing(3), run: promote },
    {
      name: 'answer',
      end: 'rolled-back 0',
      prepare: async ({ world }) =>
        world.github.comment(REPO, 1, { author: 'mona', body: '/rollback the answers are wrong' }),
      run: (scene) => scene.run({ command: 'review' }, answerEvent(scene)),
    },
  ],
};

const gradual: Story = {
  name: 'gradual rollback',
  start: async (scene) => {
    const { world } = scene;
    // Both versions are well all the time, so that the metrics do not hasten or stop it.
    const prometheus = await startTraffic(world, { 'v1.0.0': 0.1, 'v2.0.0': 0.1 });
    scene.closeLater(prometheus);
    await begun(
      { stages: [100], policy: { watch: '0s' }, metrics: metricsConfig(prometheus) },
      { gradual: { step: '3m', interval: '90s' } },
    )(scene);
    world.pass(1);
    if ((await scene.run())?.end !== 'completed 0') throw new Error('v2.0.0 is not known as good.');
  },
  steps: [
    {
      name: 'roll back gradually',
      end: 'rolled-back 0',
      prepare: async ({ world }) => world.pass(1),
      run: ({ run }) => run({ command: 'rollback', prompt: PROMPT, reason: 'bad tone', strategy: 'gradual' }),
    },
  ],
};

const group: Story = {
  name: 'group rollback',
  start: async (scene) => {
    const { world } = scene;
    await world.merge({ [salesPath]: text('v1.0.0') });
    const prompts = { [PROMPT]: { path: PATH, related: ['sales'] }, sales: { path: salesPath } };
    await begun({ prompts })(scene);
    await world.merge({ [salesPath]: text('v2.0.0') });
    await scene.run();
  },
  steps: [
    {
      name: 'roll both back',
      end: 'rolled-back 0',
      prepare: async ({ world }) => {
        world.pass(1);
        for (const prompt of [PROMPT, 'sales']) await measure(world, { errors: 1 }, {}, prompt);
      },
      run: ({ run }) =>
        run({ command: 'rollback', prompt: PROMPT, group: 'true', reason: 'both promise refunds' }),
    },
  ],
};

export const stories: readonly Story[] = [gradual, asked, promotion, group, automatic];
