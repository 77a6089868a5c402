/** The outputs of the action, in the order of `action.yml`. */
export const outputs = {
  'reason-code': 'Why the run ended as it did; one of the closed list in docs/commands.md.',
  verdict: 'healthy, watch, recommend-rollback, rollback or inconclusive; empty when nothing was judged.',
  prompt: 'The prompt that the outputs below speak of: the one with the most serious outcome.',
  stable: 'Label of its stable version.',
  candidate: 'Label of its candidate; empty without a rollout.',
  weight: 'Share of traffic that the candidate has, in percent.',
  'rolled-back': 'true when this run put a version back.',
  'pull-request-url': 'The revert pull request, where there is one.',
  'issue-url': 'The post-mortem issue, where there is one.',
  result: 'Everything as JSON, with schema_version 1.',
} as const;

export type OutputName = keyof typeof outputs;
