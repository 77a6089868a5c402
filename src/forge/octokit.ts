import type { Octokit } from '@octokit/rest';
import * as z from 'zod';
import { proxiedFetch } from '../http/proxied-fetch.ts';
import { CutAnswer, readRefusal } from './http-error.ts';
import { type Clock, withRetries } from './retry.ts';

export interface ClientOptions {
  /** Address of the REST API: `https://api.github.com`, or `https://host/api/v3` on an own server. */
  readonly apiUrl: string;
  readonly token: string;
  /** Milliseconds until one request is given up. */
  readonly timeout: number;
  /** Told of each request that is sent, repetitions included. */
  readonly onRequest: () => void;
  /** Told of the headers of each answer, be it a refusal. */
  readonly onAnswer: (headers: Readonly<Record<string, unknown>>) => void;
}

const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/**
 * Makes the client. It is loaded here and not before, since many runs need no forge.
 * Of its own accord it knows nothing of proxies.
 */
export async function makeClient(options: ClientOptions, clock: Clock): Promise<Octokit> {
  const [{ Octokit }, { getOctokitOptions }] = await Promise.all([
    import('@octokit/rest'),
    import('@actions/github/lib/utils'),
  ]);
  const octokit = new Octokit({
    ...getOctokitOptions(options.token, { userAgent: 'prompt-rollout' }),
    baseUrl: options.apiUrl.replace(/\/+$/, ''),
    log: silent,
    request: {
      log: silent,
      fetch: (url: string, init: RequestInit) =>
        proxiedFetch(url, { ...init, signal: AbortSignal.timeout(options.timeout) }),
    },
  });
  octokit.hook.wrap('request', (request, parameters) =>
    withRetries(parameters.method === 'GET', clock, async () => {
      options.onRequest();
      try {
        const response = await request(parameters);
        options.onAnswer(response.headers);
        if (response.status !== 204 && typeof response.data !== 'object')
          throw new CutAnswer(`The answer to ${parameters.method} ${parameters.url} is cut short.`);
        // On an own server the address is a whole one. GraphQL's client reads its errors itself.
        const errors = parameters.url.endsWith('/graphql') ? null : errorsOf(response.data);
        if (errors !== null)
          throw new CutAnswer(`${parameters.method} ${parameters.url} is answered by errors: ${errors}`);
        return response;
      } catch (error) {
        options.onAnswer(readRefusal(error)?.headers ?? {});
        throw error;
      }
    }),
  );
  return octokit;
}

const failed = z.object({
  data: z.null().optional(),
  errors: z.array(z.looseObject({ message: z.string() })),
});

/** The errors of a body that came as a success; null when there are none. No answer of the REST API has the like. */
function errorsOf(body: unknown): string | null {
  const { data } = failed.safeParse(body);
  return data === undefined ? null : data.errors.map(({ message }) => message).join('; ');
}

/** What fails is said by the failure; Octokit's own log goes past the runner's escaping. */
function ignore(): void {}
