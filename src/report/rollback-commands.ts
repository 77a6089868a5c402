import type { IncidentFacts } from './facts.ts';

type Where = Pick<IncidentFacts, 'prompt' | 'repository' | 'apiUrl' | 'rollbackWorkflow'>;

/** The ways to start a rollback by hand, each one line to copy. Null where the forge does not have that way. */
export interface RollbackCommands {
  /** `gh workflow run …`: the workflow of the prompts repository. */
  readonly workflow: string | null;
  /** `curl …`: the same by a `repository_dispatch`; the token comes from `GITHUB_TOKEN`. */
  readonly dispatch: string | null;
  /** The command line, from a checkout of the program. */
  readonly cli: string;
}

/**
 * The commands that put `target` (a version label; null means the previous stable one) back, only out of words
 * that no shell reads as anything else: a text that is none is replaced by its name in capitals. The command line
 * names the prompts repository whatever it is, since in a checkout of the program `origin` is the program.
 */
export function rollbackCommands(where: Where, target: string | null): RollbackCommands {
  const prompt = word(where.prompt, 'PROMPT');
  const version = target === null ? null : word(target, 'VERSION');
  const repository = repositoryName(where.repository);
  const api = where.apiUrl === null ? null : apiAddress(where.apiUrl);
  return {
    workflow:
      repository === null || api === null
        ? null
        : `gh workflow run ${word(where.rollbackWorkflow, 'WORKFLOW')} --repo ${repository} -f prompt=${prompt}${given(' -f target-version=', version)}`,
    dispatch:
      repository === null || api === null ? null : curl(`${api}/repos/${repository}`, prompt, version),
    cli: `node dist/cli.js rollback --prompt ${prompt}${given(' --target-version ', version)}${repository === null ? ` --remote ${address(where.repository)}` : ` --repository ${repository}`}`,
  };
}

function curl(repository: string, prompt: string, version: string | null): string {
  const payload = { prompt, ...(version === null ? {} : { target_version: version }) };
  const body = JSON.stringify({ event_type: 'prompt-rollback', client_payload: payload });
  return `curl -fsS -X POST -H "Authorization: Bearer $GITHUB_TOKEN" ${repository}/dispatches -d '${body}'`;
}

const given = (flag: string, value: string | null): string => (value === null ? '' : `${flag}${value}`);

/** The text, when every shell reads it as one word; else its name in capitals. */
function word(text: string, name: string): string {
  return /^[A-Za-z0-9_][\w.+/-]*$/.test(text) ? text : name;
}

/** An address or a path as one word, in quotes where it needs them; never with a password. */
function address(text: string): string {
  const bare = text.replace(/^(https?:\/\/)[^/]*@/i, '$1').replace(/^(\w+:\/\/[^/:@]*):[^/]*@/, '$1@');
  if (bare.length > mostAddress) return 'REMOTE';
  if (/^[\w./][\w.+/:@,-]*$/.test(bare)) return bare;
  const quoted = /^[\p{L}\p{N}_./~][\p{L}\p{M}\p{N}_.~+/:@,%=()[\]{}&#;\\ -]*$/u.test(bare);
  return quoted && !bare.includes('  ') ? `'${bare}'` : 'REMOTE';
}

/** Longer ones would be cut where the command stands in a sentence. */
const mostAddress = 300;

function repositoryName(text: string): string | null {
  return /^[\w-][\w.-]*\/[\w.-]+$/.test(text) ? text : null;
}

function apiAddress(url: string): string | null {
  return /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/.test(url) ? url.replace(/\/+$/, '') : null;
}
