export { type Checkout, openCheckout } from './checkout.ts';
export { digestOf } from './digest.ts';
export { type LiveOptions, openLive } from './live-repo.ts';
export { originOf } from './origin.ts';
export { openProbe, type Probe } from './probe.ts';
export { openRefs } from './ref-store.ts';
export { describeRemote, type Remote, secretsOf } from './remote.ts';
export type { RepositoryOptions } from './repository.ts';
export { openSource } from './source-repo.ts';
