import { it } from 'vitest';
import { afterAll, beforeAll } from 'vitest';
import { playStory, type Story } from './rollout-story.ts';
let story: Story;
const closers: (() => Promise<unknown>)[] = [];
beforeAll(async () => { story = await playStory(closers); }, 290_000);
afterAll(async () => { for (const close of closers.reverse()) await close(); });
it('x', async () => {
  const { runs, commits, changes, served, lost, counts } = story;
  const t0 = served[0]?.sent ?? 0;
  for (const r of Object.values(runs)) console.log(r.exitCode, r.stdout, r.stderr, r.outputs, r.summary);
  for (const c of commits) console.log(((c.at - t0)/1000).toFixed(2), c.subject);
  console.log(changes.map((c) => ((c - t0)/1000).toFixed(2)));
  console.log(served.length, lost, counts);
  for (const p of await story.github.pulls('acme/prompts')) console.log(p, p.body);
  for (const p of story.github.issues('acme/prompts')) console.log(p, p.body);
});
