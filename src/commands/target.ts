import { resolve } from 'node:path';
import { fail } from '../errors/fail.ts';
import { originOf, type Remote } from '../git/index.ts';
import type { Facts } from '../host/port.ts';
import type { Inputs } from '../inputs.ts';

/** The prompts repository of a run. */
export interface Target {
  readonly remote: Remote;
  /** `owner/name` when it lies on the GitHub of this run; null for any other remote. */
  readonly repository: string | null;
}

const repositoryName = /^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/;

/** The remote that the inputs name, else that of the run, else `origin`. Throws `repository-unknown`. */
export async function findTarget(inputs: Inputs, facts: Facts): Promise<Target> {
  const token = inputs.token === '' ? null : inputs.token;
  const name = inputs.repository || (inputs.remote === '' ? facts.repository : null);
  if (name) {
    if (!repositoryName.test(name) || name.endsWith('/..') || name.endsWith('/.'))
      throw fail('input-invalid', { input: 'repository', value: name, expected: 'owner/name' });
    const url = inputs.remote || `${facts.serverUrl}/${name}.git`;
    return { remote: { url, token: sameServer(url, facts) ? token : null }, repository: name };
  }
  const url = inputs.remote || (await originOf(facts.workspace));
  if (url === null) throw fail('repository-unknown', {});
  const ours = sameServer(url, facts);
  return {
    remote: { url: located(url, facts), token: ours ? token : null },
    repository: ours ? pathOf(url) : null,
  };
}

/** A token goes only to the server it is for. */
function sameServer(url: string, facts: Facts): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(facts.serverUrl).origin;
}

function pathOf(url: string): string | null {
  const name = new URL(url).pathname.replace(/^\//, '').replace(/\.git$/, '');
  return repositoryName.test(name) ? name : null;
}

function located(url: string, facts: Facts): string {
  const isPath = !URL.canParse(url) && !/^[^/]+@[^/]+:/.test(url) && !url.startsWith('-');
  return isPath ? resolve(facts.workspace, url) : url;
}
