import type { Octokit } from '@octokit/rest';
import { Failure } from '../errors/fail.ts';
import { classify, type Intent } from './classify.ts';
import { type Refusal, readRefusal } from './http-error.ts';
import { type ClientOptions, makeClient } from './octokit.ts';
import type { Clock } from './retry.ts';
import { scrubber } from './scrub.ts';

export interface SessionOptions {
  readonly apiUrl: string;
  readonly serverUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
}

/** `timeout` is 30 seconds unless given. */
export type SessionTools = Partial<Pick<ClientOptions, 'timeout' | 'onRequest' | 'onAnswer'>>;

const silent = { timeout: 30_000, onRequest: () => undefined, onAnswer: () => undefined };

/** A repository on GitHub, as every verb of the forge needs it. */
export interface Session {
  readonly owner: string;
  readonly repo: string;
  /**
   * Does `work` with the client. What GitHub refuses becomes a failure of the catalogue that names `intent`
   * and no token; anything else that is thrown is a defect and passes as it is.
   */
  attempt<T>(intent: Intent, work: (octokit: Octokit) => Promise<T>): Promise<T>;
}

/** Opens a session; nothing is loaded or sent before the first attempt. `tools` are what tests and counts put in. */
export function openSession(options: SessionOptions, clock: Clock, tools: SessionTools = {}): Session {
  const { repository, token, apiUrl, serverUrl } = options;
  const [owner = '', repo = ''] = repository.split('/');
  const scrub = scrubber(token);
  let opened: Promise<Octokit> | null = null;

  function toFailure(error: unknown, intent: Intent): unknown {
    const refusal = error instanceof Failure ? null : readRefusal(error);
    if (refusal === null) return error;
    const place = { host: new URL(serverUrl).host, repository, now: clock.now() };
    return classify({ ...refusal, message: scrub(refusal.message) }, intent, place, causeOf(refusal));
  }

  /** Stands for Octokit's own error, which carries the request and the answer with all their headers. */
  function causeOf({ request, status, message }: Refusal): Error {
    return new Error(scrub(`${request} ${status ?? 'without an answer'}: ${message}`.trim()));
  }

  return {
    owner,
    repo,
    async attempt(intent, work) {
      opened ??= makeClient({ ...silent, ...tools, apiUrl, token }, clock);
      try {
        return await work(await opened);
      } catch (error) {
        throw toFailure(error, intent);
      }
    },
  };
}
