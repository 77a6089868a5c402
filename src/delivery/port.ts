/** Hands a manifest on. Idempotent: delivering the same commit twice does no harm. */
export interface Delivery {
  /** For the log, for example `webhook https://flags.example`. No secrets. */
  readonly name: string;
  /** `commit` is the live commit that holds the manifest. Throws when the receiver does not take it. */
  deliver(manifest: string, commit: string): Promise<void>;
}
