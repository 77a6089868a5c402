import * as z from 'zod';
import { fail } from '../errors/fail.ts';
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

const flagSchema = z.strictObject({
  state: z.literal('ENABLED'),
  variants: z.record(z.string(), variantSchema),
  defaultVariant: z.string(),
  targeting: z
    .strictObject({ fractional: z.array(z.tuple([z.string(), z.int().min(0).max(100)])) })
    .optional(),
});

const manifestSchema = z.strictObject({
  $schema: z.literal('https://flagd.dev/schema/v0/flags.json'),
  metadata: z.strictObject({ flagSetId: z.literal('prompt-rollout') }),
  flags: z.record(z.string(), flagSchema),
});

export type Variant = z.output<typeof variantSchema>;
export type Flag = z.output<typeof flagSchema>;
export type Manifest = z.output<typeof manifestSchema>;

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
export function renderManifest(manifest: Manifest): string {
  const names = Object.keys(manifest.flags).sort();
  const flags = Object.fromEntries(names.map((name) => [name, manifest.flags[name]]));
  return `${JSON.stringify({ ...manifest, flags }, null, 2)}\n`;
}

/** Reads `flags.json`. Throws `live-corrupt` when it is not one of ours. */
export function parseManifest(text: string, branch: string): Manifest {
  const parsed = manifestSchema.safeParse(json(text, branch));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const detail = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a manifest'}`;
  throw fail('live-corrupt', { branch, file: 'flags.json', detail });
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

function json(text: string, branch: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw fail('live-corrupt', { branch, file: 'flags.json', detail: error.message }, error);
  }
}
