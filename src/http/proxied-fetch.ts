import type { buildConnector, Dispatcher, Pool, ProxyAgent } from 'undici';
import { proxyFor } from './proxy.ts';

/** One for each proxy: their connections are used again. */
const agents = new Map<string, ProxyAgent>();

/**
 * `fetch` by way of the proxy that the environment names for the address; the one of Node where it names none. Node's
 * knows nothing of proxies, and takes no agent of another `undici` than its own. What is sent, which redirects are
 * followed and whose certificates are trusted is as without a proxy.
 */
export const proxiedFetch: typeof fetch = async (input, init) => {
  const address = new URL(input instanceof Request ? input.url : input);
  const proxy = proxyFor(address, process.env);
  if (proxy === null) return fetch(input, init);
  const undici = await import('undici');
  const factory = (origin: string | URL, options: object): Dispatcher => {
    const { connect }: Pool.Options = options;
    return new undici.Pool(
      origin,
      typeof connect === 'function' ? { ...options, connect: ending(connect) } : options,
    );
  };
  const agent =
    agents.get(proxy.href) ?? new undici.ProxyAgent({ uri: proxy.href, proxyTunnel: false, factory });
  agents.set(proxy.href, agent);
  // Its types are those of an older version than Node's, which has methods more.
  const send = undici.fetch as unknown as (
    ...request: [typeof input, Omit<RequestInit, 'dispatcher'> & { dispatcher: ProxyAgent }]
  ) => Promise<Response>;
  try {
    return await send(input, { ...init, dispatcher: agent });
  } catch (error) {
    throw isRefusal(error) ? new TypeError('fetch failed', { cause: new ProxyRefusal(error) }) : error;
  }
};

/**
 * A way to connect whose failure ends the request: `undici` takes a proxy that closes the connection for a connection
 * that broke in use, and connects anew at once, for ever, also when nobody waits any more.
 */
function ending(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...result: Parameters<buildConnector.Callback>) => {
      const [error] = result;
      if (error === null || !('code' in error) || error.code !== 'UND_ERR_SOCKET') callback(...result);
      else callback(new ProxyClosed(error), null);
    });
}

class ProxyClosed extends Error {
  readonly code = 'PROXY_CLOSED';
  constructor(cause: unknown) {
    super('The proxy closes the connection without an answer.', { cause });
  }
}

/** What messages name is the code; `undici` has none that tells. */
class ProxyRefusal extends Error {
  readonly code = 'PROXY_REFUSED';
  constructor(cause: unknown) {
    super('The proxy refuses the request, or wants other credentials.', { cause });
  }
}

/** That a tunnel is not granted, or that the proxy answers 407, is said by the cause of the cause. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /^Proxy (?:response|Authentication Required) \(\d+\)/.test(error.message) || isRefusal(error.cause);
}
