import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, configSchema } from '../config/schema.ts';
import { channelsFindings } from '../doctor/channels.ts';
import { clockFindings } from '../doctor/clock.ts';
import { deliveryFinding } from '../doctor/delivery.ts';
import { type Finding, type Tried, tried } from '../doctor/finding.ts';
import { liveFindings } from '../doctor/live.ts';
import {
  configurationFinding,
  promptsFindings,
  pushFinding,
  repositoryFinding,
  withoutConfiguration,
  withoutGitHub,
  withoutRepository,
} from '../doctor/source.ts';
import { workflowsFindings } from '../doctor/workflows.ts';
import { openProbe, openSource, type Probe } from '../git/index.ts';
import type { SourceRepo } from '../git/port.ts';
import { readSnapshot, type Snapshot } from '../live/snapshot.ts';
import { channelProblems } from '../notify/index.ts';
import type { RunResult } from '../result.ts';
import { forgeFindings, openInspection, type Place, tokenOnly } from './doctor-forge.ts';
import { metricsChecks } from './doctor-metrics.ts';
import { driftsOf, examinePrompts, workflowFiles } from './doctor-source.ts';
import { revertBranch } from './incident-effects.ts';
import { assertNotLost } from './lost.ts';
import type { Session } from './session.ts';
import { findTarget } from './target.ts';
import type { View } from './view.ts';

/** What was found, and the live branch that it was found on. */
export interface Examined {
  readonly findings: readonly Finding[];
  readonly live: RunResult['live'];
}

/** Makes every check that can be made. Reads only; what fails becomes a finding. */
export async function examine(session: Session): Promise<Examined> {
  const folder = await mkdtemp(join(session.facts.tempFolder, 'prompt-rollout-doctor-'));
  try {
    return await examineIn(session, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function examineIn(session: Session, folder: string): Promise<Examined> {
  const { remote } = await findTarget(session.inputs, session.facts);
  const view = await tried(() => session.view());
  const source: Tried<SourceRepo> = view.known
    ? { known: true, value: view.value.source }
    : await tried(() => openSource({ remote, workdir: join(folder, 'source') }));
  if (!source.known)
    return {
      findings: [repositoryFinding(source), ...(await tokenOnly(session)), ...withoutRepository()],
      live: null,
    };

  const config: Tried<Config> = view.known ? { known: true, value: view.value.config } : view;
  const snapshot = view.known ? await tried(() => readLive(view.value)) : null;
  const probe = await openProbe({ remote, workdir: join(folder, 'probe') });
  const place = await placeOf(probe, config, snapshot);
  const parts = await Promise.all([
    tried(() => probe.push()).then((push) => [pushFinding(push)]),
    onForge(session, place),
    ofWorkflows(session, source.value),
    view.known && snapshot !== null ? configured(session, view.value, snapshot) : withoutConfiguration(),
  ]);
  const head = snapshot?.known === true ? snapshot.value.head : null;
  return {
    findings: [
      repositoryFinding(source),
      configurationFinding(session.inputs.config, config),
      ...parts.flat(),
    ],
    live: { branch: place.live, commit: head },
  };
}

async function readLive({ live }: View): Promise<Snapshot> {
  return readSnapshot(await live.read(), live.branch);
}

/** The branches that are written, as far as the configuration names them, and what stands in their way. */
async function placeOf(
  probe: Probe,
  config: Tried<Config>,
  snapshot: Tried<Snapshot> | null,
): Promise<Place> {
  const live = config.known ? config.value.live_branch : configSchema.shape.live_branch.parse(undefined);
  const [prompt = 'prompt'] = config.known ? Object.keys(config.value.prompts) : [];
  const revert = revertBranch(prompt, `${prompt}/1/1`);
  const [blocksLive = null, blocksRevert = null] = await probe.blockers([live, revert]);
  return {
    ...{ live, revert },
    exists: snapshot?.known === true && snapshot.value.head !== null,
    blockers: { live: blocksLive, revert: blocksRevert },
  };
}

async function onForge(session: Session, place: Place): Promise<Finding[]> {
  const inspection = await openInspection(session);
  if (inspection === null) return [withoutGitHub()];
  const { findings, skew } = await forgeFindings(session, inspection, place);
  return [...findings, ...clockFindings([{ of: new URL(session.facts.serverUrl).host, seconds: skew }])];
}

async function ofWorkflows(session: Session, source: SourceRepo): Promise<Finding[]> {
  const { repository: running } = session.facts;
  const elsewhere = running === null || running === session.repository ? null : running;
  const files = await tried(() => workflowFiles(source));
  return workflowsFindings({ branch: source.branch, files, elsewhere });
}

/** The checks that go by the configuration. */
async function configured(session: Session, view: View, snapshot: Tried<Snapshot>): Promise<Finding[]> {
  const { config, source, live } = view;
  const { inputs, clock } = session;
  const states: Snapshot['states'] = snapshot.known ? snapshot.value.states : new Map();
  const { asked, failures } = await examinePrompts(session, view, states);
  const [{ findings: metrics, skews }, drifts] = await Promise.all([
    metricsChecks(session, config, asked),
    driftsOf(view, states),
  ]);
  const delivery = await tried(async () => session.deliveries(config));
  const there = await tried(async () =>
    snapshot.known ? assertNotLost(view, snapshot.value, Object.keys(config.prompts)) : undefined,
  );
  const lost = there.known ? null : there.failure;
  return [
    ...promptsFindings(source.branch, asked.length, failures),
    ...liveFindings({ now: clock.now(), branch: live.branch, snapshot, lost, drifts }),
    ...metrics,
    ...clockFindings(skews),
    ...channelsFindings(config.notify, channelProblems(config.notify, inputs, clock)),
    deliveryFinding(config, delivery.known ? null : delivery.failure),
  ];
}
