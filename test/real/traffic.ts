import { Agent, get } from 'node:http';

/** One request, as its user saw it. Times are milliseconds since 1970. */
export interface Served {
  readonly user: number;
  readonly sent: number;
  readonly answered: number;
  /** The version that answered it. */
  readonly version: string;
  readonly failed: boolean;
}

export interface Traffic {
  /** In the order of the answers. */
  readonly served: readonly Served[];
  /** Requests that got no answer, and why. */
  readonly lost: readonly string[];
  /** Ends it; resolves when every request is answered. */
  stop(): Promise<void>;
}

const tick = 20;

/** Sends requests of so many users, one after the other, at an even rate over connections that are kept. */
export function startTraffic(options: {
  readonly address: string;
  readonly perSecond: number;
  readonly users: number;
}): Traffic {
  const { address, perSecond, users } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const served: Served[] = [];
  const lost: string[] = [];
  const open = new Set<Promise<void>>();
  let count = 0;

  function send(user: number): Promise<void> {
    const sent = Date.now();
    return new Promise((done) => {
      get(`http://${address}/answer?user=conversation-${user}`, { agent }, (response) => {
        response.resume().once('end', () => {
          const { statusCode, headers } = response;
          const version = String(headers['x-prompt-version']);
          served.push({ user, sent, answered: Date.now(), version, failed: statusCode === 500 });
          done();
        });
      }).once('error', (error) => {
        lost.push(error.message);
        done();
      });
    });
  }

  const began = performance.now();
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond);
    for (; count < due; count += 1) {
      const request = send(count % users);
      open.add(request);
      request.then(() => open.delete(request));
    }
  }, tick);
  return {
    served,
    lost,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(open);
      agent.destroy();
    },
  };
}
