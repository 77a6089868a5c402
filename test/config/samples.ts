/** Configurations that are right, from the shortest to one that uses every key. */
export const good = {
  shortest: 'prompts: { support: { path: prompts/support.md } }',
  'short stages': `
prompts:
  support: { path: prompts/support.md }
stages: [10, 50, 100]
bake: 90s
`,
  'stages with bake times': `
prompts:
  support: { path: prompts/support.md, stages: [1, { weight: 5, bake: 1h }, 100] }
stages: [{ weight: 20, bake: 0s }, { weight: 100, bake: 30m }]
`,
  'metrics file': `
prompts: { support: { path: prompts/support } }
metrics: { source: file, file: "metrics/{{prompt}}.json", window: 10m, stale_after: 1m, outage_limit: 1h }
`,
  'anchors and aliases': `
prompts:
  a: { path: a.md, owners: &team ["@org/team"] }
  b: { path: b.md, owners: *team }
`,
  'JSON with a byte order mark': '\uFEFF{\n\t"prompts": { "support": { "path": "prompts/support.md" } }\n}',
  everything: `
prompts:
  customer-support:
    path: prompts/customer support/
    owners: ["@ann", "@org/team"]
    related: [faq_2]
    stages: [5, 100]
    policy:
      rules: { error-critical: { over: 3, severity: critical, decider: system, limit: 1m } }
      gates: { young: { error_rate: 0.1 }, mature_after: 2h }
      min_requests: 50
      observe: 30m
      then: rollback
      deadline: 2d
      watch: 12h
  faq_2: { path: prompts/faq.prompt }
stages: [1, 5, 25, 100]
bake: 10m
metrics:
  source: prometheus
  url: https://prometheus.example:9090/base
  auth: bearer
  timeout: 5s
  preset: litellm
  queries:
    requests: r
    errors: e
    latency: l
    latency_p99: p
    quality: q
    quality_count: qc
    quality_sum: qs
    quality_sum_squares: qq
    quality_passed: qp
    quality_failed: qf
  window: 5m
  stale_after: 2m
  outage_limit: 10m
policy:
  evidence: off
  require: no-crossing
  criterion: { superior: quality }
  unproven: act
  when_stable_fails_too: rollback
  holdback: 5
  rules:
    error-critical: { over: 5 }
    error-high: { over: 2 }
    quality-high: { over: 20 }
    latency-high: { over: 150 }
    quality-medium: { over: 10 }
    latency-medium: { limit: 500ms }
  gates:
    young: { error_rate: 0.5, latency_increase: 10, quality_drop: 5 }
    mature: { error_rate: 2, latency_increase: 20, quality_drop: 10 }
notify:
  mention: ["@org/on-call"]
  pagerduty: { severities: [critical], promotions: true, url: "https://events.eu.pagerduty.com" }
  slack: { channel: "#prompts", severities: [critical, high, medium, info], url: "https://slack.com/api/" }
  webhook: { url: "https://chat.example/hook?team=1", severities: [info] }
delivery: { webhook: { url: http://flags.internal/hook }, copy: /srv/flags.json }
live_branch: release/live
variants: pointer
`,
} as const;

const path = (value: string): string => `prompts: { support: { path: ${JSON.stringify(value)} } }`;

/** Configurations that are wrong in a way that an editor with the JSON Schema can see. */
export const bad = {
  'no prompts': 'bake: 10m',
  'prompts empty': 'prompts: {}',
  'an unknown key': `${path('a.md')}\nstagse: [100]`,
  'an unknown key in a prompt': 'prompts: { support: { path: a.md, onwers: [] } }',
  'an unknown rule': `${path('a.md')}\npolicy: { rules: { error-low: { over: 1 } } }`,
  'an unknown rule in an override': 'prompts: { a: { path: a.md, policy: { rules: { error-low: {} } } } }',
  'a weight with a fraction': `${path('a.md')}\nstages: [2.5, 100]`,
  'a weight over 100': `${path('a.md')}\nstages: [1, 101]`,
  'a weight of 0': `${path('a.md')}\nstages: [0, 100]`,
  'a weight below 0': `${path('a.md')}\nstages: [-1, 100]`,
  'a weight that is a text': `${path('a.md')}\nstages: ["1", 100]`,
  'no stages': `${path('a.md')}\nstages: []`,
  'too many stages': `${path('a.md')}\nstages: [${Array.from({ length: 21 }, (_, i) => i + 80)}]`,
  'a stage without bake': `${path('a.md')}\nstages: [{ weight: 100 }]`,
  'a duration without unit in a text': `${path('a.md')}\nbake: "10"`,
  'a duration in words': `${path('a.md')}\nbake: 10 minutes`,
  'a duration below 0': `${path('a.md')}\nbake: -5m`,
  'an unknown source': `${path('a.md')}\nmetrics: { source: datadog, url: "https://x" }`,
  'a source without kind': `${path('a.md')}\nmetrics: { url: "https://x" }`,
  'a key of another source': `${path('a.md')}\nmetrics: { source: file, file: a, url: "https://x" }`,
  'an address without host': `${path('a.md')}\nmetrics: { source: prometheus, url: "https:///x" }`,
  'an address of another kind': `${path('a.md')}\nmetrics: { source: prometheus, url: "file:///etc/passwd" }`,
  'an address with a password': `${path('a.md')}\nmetrics: { source: prometheus, url: "https://u:p@x" }`,
  'a threshold over 100': `${path('a.md')}\npolicy: { rules: { error-high: { over: 101 } } }`,
  'a threshold below 0': `${path('a.md')}\npolicy: { rules: { latency-high: { over: -1 } } }`,
  'no requests needed': `${path('a.md')}\npolicy: { min_requests: 0 }`,
  'superior on nothing': `${path('a.md')}\npolicy: { criterion: { superior: speed } }`,
  'an unknown criterion': `${path('a.md')}\npolicy: { criterion: best }`,
  'an unknown severity': `${path('a.md')}\npolicy: { rules: { error-high: { severity: low } } }`,
  'a channel that is not known': `${path('a.md')}\nnotify: { teams: {} }`,
  'a channel that takes nothing': `${path('a.md')}\nnotify: { slack: { severities: [] } }`,
  'a severity that no channel knows': `${path('a.md')}\nnotify: { pagerduty: { severities: [error] } }`,
  'a secret that would be sent in the clear': `${path('a.md')}\nnotify: { pagerduty: { url: "http://pd.example" } }`,
  'a secret that would go to a user of localhost': `${path('a.md')}\nnotify: { slack: { url: "http://localhost@pd.example" } }`,
  'a webhook without address': `${path('a.md')}\nnotify: { webhook: {} }`,
  'a channel name with a line break': `${path('a.md')}\nnotify: { slack: { channel: "a\\nb" } }`,
  'owners as a text': 'prompts: { support: { path: a.md, owners: "@me" } }',
  'a branch with two dots': `${path('a.md')}\nlive_branch: a..b`,
  'a branch that ends in .lock': `${path('a.md')}\nlive_branch: live/x.lock`,
  'a branch that is an option': `${path('a.md')}\nlive_branch: --force`,
  'an id with capitals': 'prompts: { Support: { path: a.md } }',
  'an id with a slash': 'prompts: { a/b: { path: a.md } }',
  'an id that ends in a dash': 'prompts: { a-: { path: a.md } }',
  'an id that is too long': `prompts: { ${'a'.repeat(65)}: { path: a.md } }`,
  'a list': '- prompts',
  'a text': 'prompts',
  nothing: '# only a comment',
} as const;

/** Paths that must never reach git or the file system. */
export const badPaths = [
  '',
  '.',
  '..',
  '../x',
  'a/../b',
  'a/..',
  './a',
  'a/./b',
  '/etc',
  '/',
  '~/x',
  '-x',
  '--upload-pack=x',
  '.git',
  '.git/config',
  'a/.git/x',
  'a/.GIT',
  'C:\\x',
  'C:x',
  'a\\b',
  'a//b',
  'a\nb',
  'a\n../b',
  'a\u0000b',
  'a\u2028b',
  'a\u202Eb',
  'HEAD:a',
  'a*',
  'a?',
  'a|b',
  '\ud800',
  'a'.repeat(513),
] as const;

/** Paths that look odd and are right. */
export const goodPaths = [
  'a',
  'prompts/support.md',
  'prompts/v1.2/a b.md',
  '...',
  'a/...b',
  '.github/prompts',
  '.gitignore',
  'a.git',
  'a/-b',
  '[id]/prompt.md',
  'ünïcödé/提示.md',
  "it's",
  '$(id)',
] as const;

export const configWithPath = path;
