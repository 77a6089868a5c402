import type { Failure } from '../errors/fail.ts';

/** A file or folder at a commit. `digest` is its git object id; `mode` is octal, as git writes it. */
export interface TreeEntry {
  readonly kind: 'file' | 'folder' | 'symlink' | 'submodule';
  readonly mode: string;
  readonly digest: string;
}

/** One regular file below a path; `path` is relative to it (empty for the path itself, when that is a file). */
export interface ContentFile {
  readonly path: string;
  readonly mode: string;
  readonly bytes: Buffer;
}

/** A tag of the prompts repository and the commit that it names (peeled). */
export interface TagRef {
  readonly name: string;
  readonly commit: string;
}

/** The default branch of the prompts repository, read without a checkout. All paths are repository paths. */
export interface SourceRepo {
  /** Name of the default branch, for example `main`. */
  readonly branch: string;
  /** Commit at its tip. */
  readonly head: string;
  /** What lies at `path` at `commit` (default: head); null when nothing does. */
  entry(path: string, commit?: string): Promise<TreeEntry | null>;
  /**
   * The files of `path` at `commit`, in byte order; none when nothing lies there. At most `limit` bytes in all, else
   * it throws `prompt-too-large`; `prompt-not-plain` for a symbolic link or submodule. `prompt` (default: the path)
   * names the prompt in these errors.
   */
  files(path: string, options: { commit?: string; limit: number; prompt?: string }): Promise<ContentFile[]>;
  /** Size in bytes of the file at `path`; null when there is none. Read before the content of untrusted files. */
  size(path: string): Promise<number | null>;
  /** Who wrote a commit, by the commit itself; null when the remote does not have it. */
  author(commit: string): Promise<{ readonly name: string; readonly email: string } | null>;
  /** Tags whose name begins with `prefix`, with the digest of `path` at each (null when absent there). */
  tagged(prefix: string, path: string): Promise<(TagRef & { digest: string | null })[]>;
  /**
   * Puts a branch on the remote that holds, on top of the default branch, one commit in which the files of each
   * part are the whole content of its path. Deterministic: the same request makes the same commit.
   * A branch that is there already with that content stays as it is.
   */
  pushRevert(request: RevertRequest): Promise<RevertBranch>;
}

/** What a path shall hold again; paths of one request do not lie inside each other. */
export interface RevertPart {
  readonly path: string;
  readonly files: readonly ContentFile[];
}

export interface RevertRequest {
  readonly branch: string;
  readonly parts: readonly RevertPart[];
  readonly message: string;
  readonly date: string;
}

/** `state` is `already` when the default branch holds the wanted content, so that nothing needs a revert. */
export interface RevertBranch {
  readonly state: 'pushed' | 'already';
  readonly commit: string | null;
}

/** The live branch as it is at one moment. */
export interface LiveTree {
  /** Commit at the tip; null when the branch does not exist yet. */
  readonly head: string | null;
  /** Every file of the branch, by path, as UTF-8 text. */
  readonly files: ReadonlyMap<string, string>;
  /** Files that are none, with what is wrong, by path; left out when there are none. */
  readonly unreadable?: ReadonlyMap<string, string>;
}

/** One commit on the live branch; `null` deletes a file. `tags` are pushed in the same atomic push. */
export interface LiveCommit {
  readonly parent: string | null;
  readonly message: string;
  readonly date: string;
  readonly files: ReadonlyMap<string, string | null>;
  readonly tags: readonly ArchiveTag[];
}

/** A tag on a parentless commit that holds only the files of one version, so that they outlive branches. */
export interface ArchiveTag {
  readonly name: string;
  readonly message: string;
  readonly path: string;
  readonly files: readonly ContentFile[];
}

/** What became of a push: `conflict` means that the branch moved, so read and decide again. */
export type PushResult = { readonly state: 'done'; readonly commit: string } | { readonly state: 'conflict' };

/** The live branch on the remote. */
export interface LiveRepo {
  readonly branch: string;
  read(): Promise<LiveTree>;
  /** What these paths were in older commits, those before `commit` with the newest first; fetches more on the way. */
  past(commit: string, paths: readonly string[]): AsyncIterable<LiveTree>;
  /** Compare-and-swap: commits on `parent` and pushes, if the branch still is at `parent`. Throws `push-refused`. */
  push(commit: LiveCommit): Promise<PushResult>;
  /** The content of an archived version, from its tag; null when there is no such tag. */
  archived(tag: string, path: string): Promise<ContentFile[] | null>;
  /** Commits of the branch since a time (ISO 8601) whose message has this line, newest first. */
  commitsWith(line: string, since: string): Promise<LoggedCommit[]>;
  /** All tags that this program has made, with the time of each; what others made under these names is left out. */
  archives(): Promise<Archive[]>;
  /** Removes tags that still are what they were, and returns the names of those that are gone. Throws `push-refused`. */
  removeArchives(archives: readonly Archive[]): Promise<string[]>;
}

/** A commit of the live branch, and the first line of its message. */
export interface LoggedCommit {
  readonly id: string;
  readonly subject: string;
}

/** A tag of an archived version. */
export interface Archive {
  readonly name: string;
  /** What the tag points to. */
  readonly id: string;
  /** When it was made, ISO 8601. */
  readonly date: string;
}

/** A branch or tag of the remote: its full name (`refs/heads/…`), and what it points to. */
export interface RemoteRef {
  readonly name: string;
  readonly id: string;
}

/** The branches and tags of the prompts repository, to take away what is no longer needed. */
export interface RefStore {
  /** All branches and tags. */
  list(): Promise<RemoteRef[]>;
  /** Removes refs that still are what they were, and returns the full names of those that are gone. Throws `push-refused`. */
  remove(refs: readonly RemoteRef[]): Promise<string[]>;
}

/**
 * Makes commits on the server, which signs them. No verb is ever repeated by itself: what became of one that did not
 * succeed, the refs say.
 */
export interface CommitApi {
  /** One commit on top of a branch that is at `parent`: the files are written, their modes stay. */
  append(commit: AppendedCommit): Promise<Written>;
  /** A tree: `base` (null: nothing) with the entries in place of whatever is at their paths. */
  tree(base: string | null, entries: readonly NewEntry[]): Promise<Written>;
  /** A commit of a tree, which no ref names yet. */
  commit(tree: string, parent: string | null, message: string): Promise<Written>;
  /** A branch or tag, by its full name, that must not exist. */
  createRef(ref: string, commit: string): Promise<Written>;
}

/** `branch` is its name, `parent` the commit at its tip. */
export interface AppendedCommit {
  readonly branch: string;
  readonly parent: string;
  readonly message: string;
  readonly files: readonly { readonly path: string; readonly bytes: Buffer }[];
  readonly deletes: readonly string[];
}

/** A regular file, or a tree that is on the server already. */
export type NewEntry = ContentFile | { readonly path: string; readonly tree: string };

/**
 * What became of a write: `stale` when the branch is not where it was expected; `refused` with the server's reason;
 * `failed` when permission, rate limit, network or server are the cause, and it may have been done all the same.
 */
export type Written =
  | { readonly state: 'done'; readonly id: string }
  | { readonly state: 'stale' }
  | { readonly state: 'refused'; readonly message: string }
  | { readonly state: 'failed'; readonly failure: Failure };
