import type { ProxyAgent } from 'undici';
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
  const agent = agents.get(proxy.href) ?? new undici.ProxyAgent({ uri: proxy.href, proxyTunnel: false });
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
