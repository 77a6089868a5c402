import type { Endpoint } from './remote.ts';

/** The environment that the program itself runs in. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One `key = value` of git's configuration. */
export type Setting = readonly [key: string, value: string];

/** What git needs of the surroundings. Everything else stays outside: editors, pagers, hooks, tracing. */
const passedOn = [
  ...['PATH', 'HOME', 'XDG_CONFIG_HOME', 'TMPDIR', 'USER', 'LOGNAME', 'SSH_AUTH_SOCK'],
  ...[
    'SYSTEMROOT',
    'USERPROFILE',
    'HOMEDRIVE',
    'HOMEPATH',
    'APPDATA',
    'PROGRAMDATA',
    'COMSPEC',
    'TEMP',
    'TMP',
  ],
  ...[
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'ALL_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'all_proxy',
    'no_proxy',
  ],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'GIT_SSL_CAINFO', 'GIT_SSL_CAPATH', 'GIT_SSL_CERT', 'GIT_SSL_KEY'],
  ...['GIT_PROXY_SSL_CAINFO', 'GIT_HTTP_PROXY_AUTHMETHOD', 'GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_SSH_VARIANT'],
  ...['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM'],
];

/** A user's configuration may not start hooks or background work, push more than it is told to, or sign. */
const ownSettings: readonly Setting[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.logAllRefUpdates', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  // git takes the header with the token along to whatever server it is sent to.
  ['http.followRedirects', 'false'],
  ['protocol.version', '2'],
  ['push.followTags', 'false'],
  ['push.gpgSign', 'false'],
  ['push.negotiate', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['fetch.recurseSubmodules', 'no'],
  ['fetch.writeCommitGraph', 'false'],
];

/**
 * The whole environment of a git process: what is named above, with git's messages in English, no prompts, and
 * `settings` as command-scoped configuration behind what the surroundings have of it.
 */
export function gitEnvironment(ambient: Environment, settings: readonly Setting[]): Record<string, string> {
  const entries = passedOn.flatMap((name): Setting[] => {
    const value = ambient[name];
    return value === undefined || value === '' ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(entries),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    GIT_ALLOW_PROTOCOL: 'https:http:ssh:file',
    GIT_LITERAL_PATHSPECS: '1',
    ...configuration([...ambientSettings(ambient), ...ownSettings, ...settings]),
  };
}

/**
 * The settings that make git use the endpoint's credentials. The empty header comes first: it takes away those
 * that the surroundings have set for the same server (`actions/checkout` does), and two are refused with HTTP 400.
 * The whole address is the key, so that no setting of the surroundings is more specific.
 */
export function credentialSettings({ address, basic, username }: Endpoint): Setting[] {
  if (username !== null) return [[`credential.${address}.username`, username]];
  if (basic === null) return [];
  const header = `http.${address}.extraheader`;
  return [
    [header, ''],
    [header, `Authorization: Basic ${basic}`],
  ];
}

function ambientSettings(ambient: Environment): Setting[] {
  const count = /^\d{1,4}$/.test(ambient.GIT_CONFIG_COUNT ?? '') ? Number(ambient.GIT_CONFIG_COUNT) : 0;
  return Array.from({ length: count }, (_, index): Setting | null => {
    const [key, value] = [ambient[`GIT_CONFIG_KEY_${index}`], ambient[`GIT_CONFIG_VALUE_${index}`]];
    return key === undefined || value === undefined ? null : [key, value];
  }).filter((setting) => setting !== null);
}

function configuration(settings: readonly Setting[]): Record<string, string> {
  const entries = settings.flatMap(([key, value], index): Setting[] => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(settings.length), ...Object.fromEntries(entries) };
}
