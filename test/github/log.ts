/** One request, in the order of arrival. */
export interface LogEntry {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The template, as GitHub's documentation writes it: `/repos/{owner}/{repo}/pulls`, `/graphql`,
   * `/{owner}/{repo}.git/git-receive-pack`; the path itself when nothing answers it. */
  readonly route: string;
  readonly authorization: string | undefined;
  readonly userAgent: string | undefined;
  /** The parsed JSON; `undefined` for git and for requests without a body. */
  readonly body: unknown;
  /** The full names of the refs that a push wants to move; none for every other request. */
  readonly moves: readonly string[];
  /** Bytes of the bodies, as they went over the wire. */
  readonly requestBytes: number;
  responseBytes: number;
  /** Whose token it was; `undefined`: nobody's. */
  login: string | undefined;
  /** `undefined`: not answered, or not yet. */
  status: number | undefined;
}

export interface RouteMatch {
  readonly method: string;
  readonly route: string;
  /** Narrows further, by body or query. */
  readonly when?: (entry: LogEntry) => boolean;
}

/** The routes of git, for faults and assertions. Before a push of over 1 MB git sends a probe of 4 bytes. */
export const GIT_ROUTES = {
  refs: '/{owner}/{repo}.git/info/refs',
  fetch: '/{owner}/{repo}.git/git-upload-pack',
  push: '/{owner}/{repo}.git/git-receive-pack',
} as const;

export function matches(entry: LogEntry, match: RouteMatch): boolean {
  return entry.method === match.method && entry.route === match.route && (match.when?.(entry) ?? true);
}

/** What reached the server. */
export class RequestLog {
  readonly entries: LogEntry[] = [];

  /** The requests of one route, in the order of arrival. */
  of(method: string, route: string): LogEntry[] {
    return this.entries.filter((entry) => matches(entry, { method, route }));
  }

  /** `POST /repos/{owner}/{repo}/pulls` and so on, in the order of arrival. */
  routes(): string[] {
    return this.entries.map(({ method, route }) => `${method} ${route}`);
  }

  /** Bytes of bodies that git moved in either direction. */
  gitBytes(): { received: number; sent: number } {
    const git = this.entries.filter(({ route }) => route.startsWith('/{owner}/{repo}.git/'));
    const sum = (pick: (entry: LogEntry) => number) => git.reduce((total, entry) => total + pick(entry), 0);
    return { received: sum((entry) => entry.requestBytes), sent: sum((entry) => entry.responseBytes) };
  }

  clear(): void {
    this.entries.length = 0;
  }
}
