import { expect, it } from 'vitest';
import { git } from '../github/plumbing.ts';
import { listRefs } from '../github/seed.ts';
import { type Bench, contentFile, failureOf, liveCommit, texts } from './support.ts';

export const TAG = 'prompt-rollout/support/v1';
export const archive = (text = 'You help.\n') => ({
  name: TAG,
  message: 'support v1',
  path: 'prompts/support.md',
  files: [contentFile('', text, '100755')],
});

/** What the tags keep to that hold versions. */
export function archiving(bench: () => Bench): void {
  it('pushes tags with the commit, on commits that hold the version alone', async () => {
    const live = await bench().live();
    const folder = {
      name: 'prompt-rollout/chat/v2.0.0',
      message: 'chat v2.0.0',
      path: 'prompts/chat',
      files: [contentFile('a "b".md', 'one'), contentFile('deep/er/ü.md', 'two', '100755')],
    };
    await live.push(liveCommit(null, { 'flags.json': '1' }, { tags: [archive(), folder] }));
    const reader = await bench().live();
    expect(await reader.archived(TAG, 'prompts/support.md')).toEqual(archive().files);
    expect(await reader.archived(folder.name, 'prompts/chat')).toEqual(folder.files);
    expect(await reader.archived(folder.name, 'prompts/other')).toEqual([]);
    expect(await reader.archived('prompt-rollout/chat/v9', 'prompts/chat')).toBeNull();
    expect(await git(bench().bareDir, ['rev-list', '--count', '--objects', `refs/tags/${TAG}`])).toBe('4');
  });

  it('leaves a tag that holds the same content, and pushes the others', async () => {
    const live = await bench().live();
    await live.push(liveCommit(null, { 'flags.json': '1' }, { tags: [archive()] }));
    const before = await listRefs(bench().bareDir, 'refs/tags/');
    const { head } = await live.read();
    const more = { ...archive('Other\n'), name: 'prompt-rollout/support/v2' };
    const again = { tags: [archive(), more], date: '2026-04-04T05:06:07.000Z' };
    expect(await live.push(liveCommit(head, { 'flags.json': '2' }, again))).toMatchObject({ state: 'done' });
    const after = await listRefs(bench().bareDir, 'refs/tags/');
    expect(after).toMatchObject(before);
    expect(Object.keys(after)).toHaveLength(2);
    expect(texts(await live.archived(more.name, more.path))).toEqual({ '': 'Other\n' });
  });

  it('refuses the whole commit when a tag holds other content: that version would be lost', async () => {
    const live = await bench().live();
    await live.push(liveCommit(null, { 'flags.json': '1' }, { tags: [archive()] }));
    const { head } = await live.read();
    const other = liveCommit(head, { 'flags.json': '2' }, { tags: [archive('Changed\n')] });
    expect(await failureOf(live.push(other))).toMatchObject({ code: 'archive-taken' });
    expect((await live.read()).head).toBe(head);
    expect(texts(await live.archived(TAG, 'prompts/support.md'))).toEqual({ '': 'You help.\n' });
  });

  it('lists its tags with their times, and no others', async () => {
    const live = await bench().live();
    expect(await live.archives()).toEqual([]);
    const other = { ...archive(), name: 'prompt-rollout/chat/v2.0.0' };
    await live.push(liveCommit(null, { 'flags.json': '1' }, { tags: [archive(), other] }));
    for (const name of ['v1', 'prompt-rollout/support/by-hand', 'other/support/v1'])
      await git(bench().bareDir, ['update-ref', `refs/tags/${name}`, 'refs/heads/main']);
    const refs = await listRefs(bench().bareDir, 'refs/tags/');
    const found = [other.name, TAG].map((name) => ({
      name,
      id: refs[`refs/tags/${name}`],
      date: '2026-03-04T05:06:07.000Z',
    }));
    expect(await live.archives()).toEqual(found);
    await git(bench().bareDir, ['update-ref', '-d', `refs/tags/${other.name}`]);
    expect(await live.archives()).toEqual(found.slice(1));
  });

  it('removes tags that still are what they were', async () => {
    const live = await bench().live();
    const names = ['v1', 'v2', 'v3', 'v4'].map((label) => `prompt-rollout/support/${label}`);
    const tags = names.map((name) => ({ ...archive(name), name }));
    await live.push(liveCommit(null, { 'flags.json': '1' }, { tags }));
    const found = await live.archives();
    const [one = '', two = '', three = '', four = ''] = names;
    await git(bench().bareDir, ['update-ref', `refs/tags/${two}`, 'refs/heads/main']);
    await git(bench().bareDir, ['update-ref', '-d', `refs/tags/${three}`]);
    const removed = await live.removeArchives(found.filter(({ name }) => name !== four));
    expect(removed).toEqual([one, three]);
    const left = await listRefs(bench().bareDir, 'refs/tags/');
    expect(Object.keys(left)).toEqual([`refs/tags/${two}`, `refs/tags/${four}`]);
    expect(await live.removeArchives([])).toEqual([]);
  });

  it('says so when the remote refuses to remove a tag', async () => {
    const live = await bench().live();
    await live.push(liveCommit(null, { 'flags.json': '1' }, { tags: [archive()] }));
    const found = await live.archives();
    await bench().refusePushes('tags are protected');
    const failure = await failureOf(live.removeArchives(found));
    expect(failure).toMatchObject({ code: 'push-refused' });
    expect(failure.message).toContain(TAG);
    expect(await live.archives()).toEqual(found);
  });

  it('writes neither commit nor tag when the branch moved', async () => {
    const [first, second] = [await bench().live(), await bench().live()];
    await first.push(liveCommit(null, { 'flags.json': '1' }));
    const late = liveCommit(null, { 'flags.json': '2' }, { tags: [archive()] });
    expect(await second.push(late)).toEqual({ state: 'conflict' });
    expect(await listRefs(bench().bareDir, 'refs/tags/')).toEqual({});
  });
}
