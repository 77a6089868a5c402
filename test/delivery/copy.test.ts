import {
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyDelivery } from '../../src/delivery/copy.ts';
import { createDeliveries } from '../../src/delivery/index.ts';

const commit = 'a'.repeat(40);
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'delivery-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the copy', () => {
  it('is made, and replaced by the next, and nothing else is left in the folder', async () => {
    const path = join(folder, 'flags.json');
    await copyDelivery({ path }).deliver('{"a":1}', commit);
    expect(await readFile(path, 'utf8')).toBe('{"a":1}');
    await copyDelivery({ path }).deliver('{}', commit);
    expect(await readFile(path, 'utf8')).toBe('{}');
    expect(await readdir(folder)).toEqual(['flags.json']);
  });

  it('leaves a reader who is in the middle the whole old content', async () => {
    const path = join(folder, 'flags.json');
    await copyDelivery({ path }).deliver('the old content', commit);
    const reader = await open(path);
    try {
      const first = await reader.read(Buffer.alloc(4), 0, 4);
      await copyDelivery({ path }).deliver('another', commit);
      const rest = await reader.readFile('utf8');
      expect(first.buffer.toString('utf8') + rest).toBe('the old content');
    } finally {
      await reader.close();
    }
    expect(await readFile(path, 'utf8')).toBe('another');
  });

  it('can be made several times at once, and one of them is there in the end', async () => {
    const path = join(folder, 'flags.json');
    const versions = Array.from({ length: 8 }, (_, index) =>
      JSON.stringify({ index, fill: 'x'.repeat(50_000) }),
    );
    await Promise.all(versions.map((version) => copyDelivery({ path }).deliver(version, commit)));
    expect(versions).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['flags.json']);
  });

  it('goes where a symbolic link points to, and leaves the link', async () => {
    await mkdir(join(folder, 'real'));
    await writeFile(join(folder, 'real', 'flags.json'), 'old');
    const link = join(folder, 'flags.json');
    await symlink(join('real', 'flags.json'), link);
    await copyDelivery({ path: link }).deliver('new', commit);
    expect(await readlink(link)).toBe(join('real', 'flags.json'));
    expect(await readFile(join(folder, 'real', 'flags.json'), 'utf8')).toBe('new');
  });

  it('fails without its folder, and names the path', async () => {
    const path = join(folder, 'missing', 'flags.json');
    await expect(copyDelivery({ path }).deliver('{}', commit)).rejects.toMatchObject({
      code: 'delivery-write-failed',
      message: expect.stringContaining(path),
    });
  });

  it('that fails leaves no temporary file, and the old content', async () => {
    const path = join(folder, 'flags.json');
    await mkdir(path);
    await expect(copyDelivery({ path }).deliver('{}', commit)).rejects.toMatchObject({
      code: 'delivery-write-failed',
    });
    expect(await readdir(folder)).toEqual(['flags.json']);
  });

  it('can be read by others', async () => {
    const path = join(folder, 'flags.json');
    await copyDelivery({ path }).deliver('{}', commit);
    expect((await stat(path)).mode & 0o044).toBe(0o044 & ~process.umask());
  });
});

describe('createDeliveries', () => {
  it('makes what is configured, the fast copy first', () => {
    expect(createDeliveries({}, '')).toEqual([]);
    const webhook = { url: 'https://flags.example/hook' };
    const names = createDeliveries({ webhook, copy: 'out/flags.json' }, 's', folder).map(({ name }) => name);
    expect(names).toEqual([`copy ${join(folder, 'out/flags.json')}`, 'webhook https://flags.example']);
  });

  it('leaves an absolute path as it is', () => {
    expect(createDeliveries({ copy: '/srv/flags.json' }, '', folder).map(({ name }) => name)).toEqual([
      'copy /srv/flags.json',
    ]);
  });

  it('refuses a webhook without a secret', () => {
    expect(() => createDeliveries({ webhook: { url: 'https://flags.example' } }, '')).toThrow(
      expect.objectContaining({ code: 'delivery-secret-missing' }),
    );
  });
});
