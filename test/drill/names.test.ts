import { expect, it } from 'vitest';
import { promptIdPattern } from '../../src/config/names.ts';
import { deadDrills, drillBranch, drillId, drillOf, drillPath } from '../../src/drill/names.ts';

const at = new Date('2026-03-04T05:06:07.890Z');
const id = drillId(at, '0af9');
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

it('an id is one of a prompt', () => {
  expect(id).toBe('drill-20260304-050607-0af9');
  expect(id).toMatch(promptIdPattern);
  expect(drillPath(id)).toBe(`.prompt-rollout/drill/${id}.md`);
});

it.each([
  `refs/heads/${drillBranch(id)}`,
  `refs/heads/prompt-rollout/revert/${id}/r1-abc`,
  `refs/tags/prompt-rollout/${id}/v1.0.0`,
])('%s is of the drill', (ref) => {
  expect(drillOf(ref)).toBe(id);
});

it.each([
  'refs/heads/main',
  'refs/heads/prompt-rollout/live',
  'refs/heads/prompt-rollout/revert/support/r1-abc',
  'refs/heads/prompt-rollout/revert/drill-sergeant/r1-abc',
  'refs/tags/prompt-rollout/drill-20260304/v1',
  `refs/tags/prompt-rollout/${id}x/v1`,
  `refs/tags/prompt-rollout/my-${id}/v1`,
  `refs/tags/${id}`,
  `refs/heads/feature/${id}`,
  `refs/heads/x/prompt-rollout/drill/${id}`,
])('%s is no ref of a drill', (ref) => {
  expect(drillOf(ref)).toBeNull();
});

it('a drill is dead when its refs are still there after an hour, and is named once', () => {
  const refs = [`refs/heads/${drillBranch(id)}`, `refs/tags/prompt-rollout/${id}/v1`, 'refs/heads/main'];
  const named = refs.map((name) => ({ name }));
  expect(deadDrills(named, later(59))).toEqual([]);
  expect(deadDrills(named, later(61))).toEqual([id]);
});
