import { createHash } from 'node:crypto';
import type { ContentFile } from './port.ts';

interface Node {
  readonly mode: string;
  readonly id: Buffer;
}

/**
 * The git object id (SHA-1, in hexadecimal) that these files have: of the blob when the one file's path is empty,
 * else of the tree. It is what `entry` returns as the digest of a path with this content.
 * Formula: git's object format, "<type> <size>\0<content>", tree entries sorted as if folders ended in "/".
 */
export function digestOf(files: readonly ContentFile[]): string {
  const [first] = files;
  if (first === undefined) throw new Error('Nothing has no digest.');
  if (first.path === '' && files.length === 1) return objectId('blob', first.bytes).toString('hex');
  return treeId(files).toString('hex');
}

function treeId(files: readonly ContentFile[]): Buffer {
  const nodes = new Map<string, Node>();
  const folders = new Map<string, ContentFile[]>();
  for (const file of files) {
    const slash = file.path.indexOf('/');
    if (slash < 0) {
      nodes.set(file.path, { mode: file.mode, id: objectId('blob', file.bytes) });
      continue;
    }
    const name = file.path.slice(0, slash);
    folders.set(name, [...(folders.get(name) ?? []), { ...file, path: file.path.slice(slash + 1) }]);
  }
  for (const [name, inside] of folders) nodes.set(name, { mode: '40000', id: treeId(inside) });
  const entries = [...nodes]
    .map(([name, node]) => ({ ...node, name: Buffer.from(name), key: sortKey(name, node) }))
    .sort((a, b) => a.key.compare(b.key))
    .map(({ mode, name, id }) => Buffer.concat([Buffer.from(`${mode} `), name, Buffer.of(0), id]));
  return objectId('tree', Buffer.concat(entries));
}

function sortKey(name: string, { mode }: Node): Buffer {
  return Buffer.from(mode === '40000' ? `${name}/` : name);
}

function objectId(type: 'blob' | 'tree', content: Buffer): Buffer {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest();
}
