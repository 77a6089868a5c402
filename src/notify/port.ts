/** `change` is a promotion: it is shown and never pages. */
export type NoticeAction = 'trigger' | 'acknowledge' | 'resolve' | 'change';

/** Something that people are told. Every text may hold untrusted parts: a channel escapes for its medium. */
export interface Notice {
  /** Incident key: `dedup_key` of pages, thread of chat. */
  readonly thread: string;
  /** Key of this notice: `<thread>/<event>`; idempotency key of webhooks. */
  readonly key: string;
  /** `asked`, `reminder`, `rolled-back`, `verified`, … */
  readonly event: string;
  /** Of `unwritten`: the event of the decision that could not be written. Both are one page. */
  readonly decision?: string;
  readonly action: NoticeAction;
  readonly severity: 'critical' | 'high' | 'medium' | 'info';
  readonly prompt: string;
  /** One plain line. */
  readonly title: string;
  /** Plain text: facts, what to do, commands. */
  readonly lines: readonly string[];
  readonly links: readonly { readonly text: string; readonly url: string }[];
  /** The facts for machines. */
  readonly details: Readonly<Record<string, string | number | null>>;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** An exercise: the title begins with `[drill] `. */
  readonly drill: boolean;
}

/** A way to people. Sending the same notice twice does as little harm as the service allows. */
export interface Channel {
  /** For the state and the log: stable, without secrets. */
  readonly name: string;
  /** Whether this channel takes it: by severity and kind. */
  accepts(notice: Notice): boolean;
  /**
   * Sends, with retries for at most about half a minute. `thread` is what an earlier `send` returned for the same
   * `Notice.thread`, null at first. Throws a failure of the catalogue when the service does not take the notice.
   */
  send(notice: Notice, thread: string | null): Promise<{ readonly thread: string | null }>;
}
