import { posix } from 'node:path';
import { readTree, type TreeEntry } from '../commits.ts';
import { type Answer, ContractViolation, notFound, refusal } from '../http.ts';
import { resolveObject, runGit } from '../plumbing.ts';
import { htmlUrl } from '../shapes.ts';
import { type Call, type Handler, linkTo, ok, param } from './call.ts';

/** Files and folders at a ref. Above this many bytes GitHub sends a file's content as raw media only. */
const INLINE_LIMIT = 1_048_576;

const TYPES: Record<string, string> = { '040000': 'dir', '160000': 'submodule', '120000': 'symlink' };

function toEntry(call: Call, ref: string, entry: TreeEntry) {
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  const self = linkTo(call, 'contents', `${path}?ref=${encodeURIComponent(ref)}`);
  const git = linkTo(call, entry.type === 'tree' ? 'git/trees' : 'git/blobs', entry.sha);
  const html = htmlUrl(call.world, call.repo, entry.type === 'tree' ? 'tree' : 'blob', ref, path);
  return {
    type: TYPES[entry.mode] ?? 'file',
    name: posix.basename(entry.path),
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url: self,
    git_url: git,
    html_url: html,
    download_url: entry.type === 'blob' ? htmlUrl(call.world, call.repo, 'raw', ref, path) : null,
    _links: { self, git, html },
  };
}

function readBlob(call: Call, sha: string): Promise<Buffer> {
  return runGit(call.repo.bareDir, ['cat-file', 'blob', sha]).then(({ stdout }) => stdout);
}

async function showFile(call: Call, ref: string, entry: TreeEntry): Promise<Answer> {
  const content = await readBlob(call, entry.sha);
  if (/\braw\b/.test(call.accept)) {
    return {
      status: 200,
      headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' },
      body: content,
    };
  }
  const shown = toEntry(call, ref, entry);
  if (content.length > INLINE_LIMIT) return ok({ ...shown, content: '', encoding: 'none' });
  const encoded = content.toString('base64').replace(/.{60}(?=.)/g, '$&\n');
  return ok({ ...shown, content: encoded === '' ? '' : `${encoded}\n`, encoding: 'base64' });
}

/** A link to a file of the repository is shown as that file. */
async function showLink(call: Call, ref: string, commit: string, entry: TreeEntry): Promise<Answer> {
  const target = (await readBlob(call, entry.sha)).toString();
  const path = posix.join(posix.dirname(entry.path), target);
  const [found] = path.startsWith('..') ? [] : await readTree(call.repo.bareDir, commit, { paths: [path] });
  if (found?.mode.startsWith('100')) return showFile(call, ref, { ...found, path: entry.path });
  return ok({ ...toEntry(call, ref, entry), target });
}

export const getContent: Handler = async (call) => {
  const { bareDir, settings } = call.repo;
  const path = param(call, 'path').replace(/\/$/, '');
  const ref = typeof call.query.ref === 'string' ? call.query.ref : settings.defaultBranch;
  if (/\bobject\b/.test(call.accept))
    throw new ContractViolation(501, 'contents as application/vnd.github.object');
  const commit =
    (await resolveObject(bareDir, `refs/heads/${ref}`)) ?? (await resolveObject(bareDir, ref, 'commit'));
  if (commit === undefined) throw refusal(404, `No commit found for the ref ${ref}`);
  const [entry] = path === '' ? [] : await readTree(bareDir, commit, { paths: [path] });
  if (entry === undefined && path !== '') throw notFound();
  if (entry !== undefined && entry.mode === '120000') return showLink(call, ref, commit, entry);
  if (entry !== undefined && entry.type === 'blob') return showFile(call, ref, entry);
  if (entry !== undefined && entry.type === 'commit') {
    return ok({ ...toEntry(call, ref, entry), submodule_git_url: linkTo(call) });
  }
  const inside = await readTree(bareDir, entry?.sha ?? commit);
  return ok(inside.map((each) => toEntry(call, ref, { ...each, path: posix.join(path, each.path) })));
};
