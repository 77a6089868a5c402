import * as z from 'zod';
import { type Failure, fail } from '../errors/fail.ts';
import { parseJson } from './json.ts';
import type { PromptState, Version } from './state.ts';

/** What a variant carries as its text: a file's, or a folder's by relative path. */
export type Content = string | Record<string, string>;

/** How many versions stay as variants besides a candidate, so that going back needs no deploy. */
const keptVariants = 3;

/** Content larger than this, in bytes of UTF-8, is left out of the manifest: a pointer remains. */
const inlineLimit = 64 * 1024;

/** An object of texts. Not a record of zod's: that loses a file that is called `__proto__`. */
function isTexts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === 'string');
}

const variantSchema = z.strictObject({
  version: z.string(),
  commit: z.string(),
  path: z.string(),
  digest: z.string(),
  content: z.union([z.string(), z.custom<Record<string, string>>(isTexts)]).optional(),
});

/** The flag of one prompt, as it is read. */
export const flagSchema = z.strictObject({
  state: z.literal('ENABLED'),
  variants: z.record(z.string(), variantSchema),
  defaultVariant: z.string(),
  targeting: z
    .strictObject({ fractional: z.array(z.tuple([z.string(), z.int().min(0).max(100)])) })
    .optional(),
});

const frameSchema = z.strictObject({
  $schema: z.literal('https://flagd.dev/schema/v0/flags.json'),
  metadata: z.strictObject({ flagSetId: z.literal('prompt-rollout') }),
  flags: z.record(z.string(), z.unknown()),
});

export type Variant = z.output<typeof variantSchema>;
export type Flag = z.output<typeof flagSchema>;
type Frame = z.output<typeof frameSchema>;

/** `flags.json`: the frame, and the flags by prompt. */
export interface Manifest extends Omit<Frame, 'flags'> {
  readonly flags: Readonly<Record<string, Flag>>;
  /** Flags that are none of ours, as they were found: a commit for another prompt leaves them as they are. */
  readonly damaged?: Readonly<Record<string, unknown>>;
}

/** A manifest without flags. */
export const emptyManifest: Manifest = {
  $schema: 'https://flagd.dev/schema/v0/flags.json',
  metadata: { flagSetId: 'prompt-rollout' },
  flags: {},
};

/**
 * The flagd definition of one prompt. Integer weights that total 100, the candidate first, the shorthand
 * of `fractional` (no bucketing key, so that users without a targeting key get the default); at 100 % and
 * without a rollout no targeting at all; never DISABLED, which would serve the caller's code default.
 *
 * flagd hashes the key of flag and user to a place from 0 to 100, and the entries share that line in their order:
 * the candidate has its beginning. So a weight that grows or shrinks moves only the users between the old and the
 * new weight. That holds for a gradual rollback from 100 %, too: of a version that served everyone without any
 * targeting the users above 75 go first, then those above 50, and nobody comes back. Users without a key have the
 * default, which is the version that takes over: they go with the first step.
 * `contents` are texts by digest; a version whose text is not there becomes a pointer.
 */
export function flagOf(state: PromptState, contents: ReadonlyMap<string, Content>): Flag {
  const { stable, previous, rollout } = state;
  const kept = [stable, ...previous].slice(0, keptVariants);
  const versions = rollout === null ? kept : [rollout.candidate, ...kept];
  const variants = Object.fromEntries(
    versions.map((version) => [version.label, variantOf(version, contents)]),
  );
  if (rollout === null) return { state: 'ENABLED', variants, defaultVariant: stable.label };
  const { candidate, weight } = rollout;
  if (weight === 100) return { state: 'ENABLED', variants, defaultVariant: candidate.label };
  return {
    state: 'ENABLED',
    variants,
    defaultVariant: stable.label,
    targeting: {
      fractional: [
        [candidate.label, weight],
        [stable.label, 100 - weight],
      ],
    },
  };
}

/** The manifest as text, flags in order of their names, so that a diff shows only what changed. */
export function renderManifest({ damaged, ...manifest }: Manifest): string {
  const all: Record<string, unknown> = { ...manifest.flags, ...damaged };
  const names = Object.keys(all).sort();
  const flags = Object.fromEntries(names.map((name) => [name, all[name]]));
  return `${JSON.stringify({ ...manifest, flags }, null, 2)}\n`;
}

/** `flags.json` as it was read, and what is wrong with those flags that are none of ours, by prompt. */
export interface ReadManifest {
  readonly manifest: Manifest;
  readonly faults: ReadonlyMap<string, string>;
}

/**
 * Reads `flags.json`. Returns `live-corrupt` when it is not one of ours, or not written as we write it. A flag that is
 * none of ours is the trouble of its prompt alone.
 */
export function readManifest(text: string, branch: string): ReadManifest | Failure {
  const corrupt = (detail: string, cause?: unknown): Failure =>
    fail('live-corrupt', { branch, file: 'flags.json', detail }, cause);
  const value = parseJson(text);
  if (value instanceof SyntaxError) return corrupt(value.message, value);
  const frame = frameSchema.safeParse(value);
  if (!frame.success) return corrupt(issueText(frame.error));
  const flags: Record<string, Flag> = {};
  const damaged: Record<string, unknown> = {};
  const faults = new Map<string, string>();
  for (const [name, each] of Object.entries(frame.data.flags)) {
    const flag = flagSchema.safeParse(each);
    if (flag.success) flags[name] = flag.data;
    else {
      damaged[name] = each;
      faults.set(name, issueText(flag.error, `flags.${name}`));
    }
  }
  const manifest: Manifest = { ...frame.data, flags, ...(faults.size === 0 ? {} : { damaged }) };
  if (renderManifest(manifest) !== text) return corrupt('it is not as Prompt Rollout writes it');
  return { manifest, faults };
}

function issueText({ issues: [issue] }: z.ZodError, place = ''): string {
  const path = [place, ...(issue?.path ?? [])].filter((part) => part !== '').join('.');
  return `${path}: ${issue?.message ?? 'not a manifest'}`;
}

/** The texts that the manifest holds, by digest. */
export function contentsOf(flag: Flag | undefined): Map<string, Content> {
  const contents = new Map<string, Content>();
  for (const { digest, content } of Object.values(flag?.variants ?? {}))
    if (content !== undefined) contents.set(digest, content);
  return contents;
}

function variantOf(version: Version, contents: ReadonlyMap<string, Content>): Variant {
  const { label, commit, path, digest } = version;
  const pointer = { version: label, commit, path, digest };
  const content = contents.get(digest);
  if (content === undefined || Buffer.byteLength(JSON.stringify(content)) > inlineLimit) return pointer;
  return { ...pointer, content };
}
