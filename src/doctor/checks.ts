/** Every check of the doctor, in the order in which it is told: what it looks at. The table in `docs/doctor.md` says the same. */
export const checks = {
  repository: {
    title: 'prompts repository',
    about: 'git can read the remote, and it has a default branch.',
  },
  configuration: { title: 'configuration', about: 'The file is on the default branch, and it is valid.' },
  prompts: { title: 'prompts', about: 'Every configured prompt lies on the default branch.' },
  token: { title: 'token', about: 'There is one, GitHub takes it, and it does not expire soon.' },
  push: {
    title: '`contents: write`',
    about: 'The remote lets the token push. Asked with `git push --dry-run`, which sends nothing.',
  },
  'pull-requests': {
    title: '`pull-requests: write`',
    about: 'What GitHub shows of it. A workflow token tells only by trying: then it is unknown.',
  },
  issues: { title: '`issues: write`', about: 'The same for issues, and that the repository has issues.' },
  actions: { title: '`actions: write`', about: 'The same, where `continue: dispatch` needs it.' },
  'live-rules': {
    title: 'rules of the live branch',
    about: 'No active rule or branch protection refuses a push to it.',
  },
  'revert-rules': {
    title: 'rules of revert branches',
    about: 'No active rule refuses a new branch below `prompt-rollout/revert/`.',
  },
  'other-rules': {
    title: 'rules of tags and pushes',
    about:
      'Which rulesets there are for tags and for all pushes: the tags `prompt-rollout/**` must be free of them.',
  },
  'pull-request-setting': {
    title: 'pull requests by Actions',
    about:
      'The setting "Allow GitHub Actions to create and approve pull requests". Only administrators may read it.',
  },
  workflows: {
    title: 'workflows',
    about:
      'On the default branch there are workflows for `promote`, `rollback` and `review`, with a schedule, the permissions they need, and no concurrency group that holds up a rollback; the file that commands in pages start is the one that rolls back.',
  },
  'live-branch': {
    title: 'live branch',
    about: 'It is there and whole, or can be made, and no deadline on it has passed unseen.',
  },
  flags: { title: 'flags.json', about: 'It serves what the state says.' },
  drift: { title: 'drift', about: 'The default branch does not hold a version that was rolled back.' },
  outbox: { title: 'outbox', about: 'No effect (pull request, issue, notice, delivery) is open for long.' },
  metrics: {
    title: 'metrics',
    about:
      'The source answers, and has data of both versions of a rollout, else of the stable one. No series of failures beside 100 requests or more is a warning.',
  },
  staging: { title: 'metrics of staging', about: 'The source answers, where `staging` is configured.' },
  channels: { title: 'channels', about: 'Someone is told, and the secrets of the channels are there.' },
  receipt: {
    title: 'receipt of notices',
    about: 'Whether a channel takes a notice is known only after one was sent: `drill` sends one.',
  },
  delivery: { title: 'delivery', about: 'How applications get `flags.json`, and how long that may take.' },
  clock: {
    title: 'clock',
    about:
      "The runner's clock agrees with GitHub's and the metrics source's: over 30 s warns, over 5 min is a problem.",
  },
} as const;

export type CheckId = keyof typeof checks;
