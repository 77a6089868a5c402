import { expect, it } from 'vitest';
import { factsOf } from '../../src/commands/incident-facts.ts';
import type { Session } from '../../src/commands/session.ts';
import { parseConfig } from '../../src/config/load.ts';
import { readInputs } from '../../src/inputs.ts';
import { steady } from '../rollout/aftermath.ts';
import { stateIn, type Verifying, verifying } from './verifying.ts';

const id = 'd'.repeat(40);

/** What reports say of a rollback whose commit the history knows, and how often that was asked. */
async function told(world: Verifying, given: Partial<Session> = {}) {
  await world.rollBack();
  const snapshot = await world.snapshot();
  let asked = 0;
  const live: Verifying['repo'] = {
    ...world.repo,
    commitsWith: async () => {
      asked += 1;
      return [{ id, subject: 'rollback(support): v2 -> v1' }];
    },
  };
  const view = { ...world.view, live };
  const state = stateIn(snapshot.states);
  const facts = await factsOf({ ...world.session, ...given }, view, snapshot, state, await world.incident());
  return { facts, asked: () => asked };
}

const quiet = () => verifying(null, steady());

it('asks the history for the commit of a rollback that another run made', async () => {
  const { facts, asked } = await told(quiet());
  expect(facts.rollback?.commit).toBe(id);
  expect(asked()).toBe(1);
});

it('says how a rollback is verified, as configured, and ends it no earlier than it is escalated', async () => {
  const world = quiet();
  const { config } = world.view;
  expect((await told(world)).facts.recovery).toEqual({
    escalate_after: 60,
    give_up_after: 300,
    min_requests: 100,
  });
  const verification = { ...config.rollback.verification, escalate_after: 30, give_up_after: 20 };
  const view = { ...world.view, config: { ...config, rollback: { ...config.rollback, verification } } };
  expect((await told({ ...quiet(), view })).facts.recovery).toMatchObject({
    escalate_after: 30,
    give_up_after: 30,
  });
});

it('promises pages only where a channel takes what is critical, and a rollback is verified', async () => {
  const promised = async (notify: string, verifies = true) => {
    const world = quiet();
    const config = parseConfig(`prompts: {support: {path: support.md}}\nnotify: ${notify}\n`, 'c.yml');
    const actor: Session['actor'] = (of) => ({
      ...world.session.actor(of),
      ...(verifies ? {} : { verification: null }),
    });
    return (await told({ ...world, view: { ...world.view, config } }, { actor })).facts.pages;
  };
  expect(await promised('{}')).toBe(false);
  expect(await promised('{pagerduty: {}}')).toBe(true);
  expect(await promised('{slack: {severities: [high, info]}}')).toBe(false);
  expect(await promised('{pagerduty: {}}', false)).toBe(false);
});

it('looks for no commit in a dry run, which makes none', async () => {
  const inputs = readInputs((name) => (name === 'dry-run' ? 'true' : ''));
  const { facts, asked } = await told(quiet(), { inputs });
  expect(facts.rollback).toBeNull();
  expect(asked()).toBe(0);
});

it('names the workflow that rolls back by hand: the one beside another of its name, where that is there', async () => {
  const name = async (there: string | null) => {
    const world = quiet();
    const { source } = world.view;
    const entry: typeof source.entry = async (path, commit) =>
      path === there ? { kind: 'file', mode: '100644', digest: id } : source.entry(path, commit);
    const view = { ...world.view, source: { ...source, entry } };
    return (await told({ ...world, view })).facts.rollbackWorkflow;
  };
  expect(await name(null)).toBe('rollback.yml');
  expect(await name('.github/workflows/rollback.yml')).toBe('rollback.yml');
  expect(await name('.github/workflows/prompt-rollout-rollback.yml')).toBe('prompt-rollout-rollback.yml');
});
