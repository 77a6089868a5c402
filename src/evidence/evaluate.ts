import { readBurst } from './burst.ts';
import { type Carry, carryErrors, NO_CARRY } from './carry.ts';
import { type ErrorRate, NO_ERROR_RATE, readErrorRate, stepErrorRate } from './error-rate.ts';
import { type Exposure, readExposure, stepExposure } from './exposure.ts';
import type { Fault } from './fault.ts';
import { type LatencyTail, readLatency, stepLatency } from './latency-p99.ts';
import { type Look, type Problem, type Span, timeOf } from './looks.ts';
import { readStage, type SeenAll, type Stage, startStage, stepStage } from './promotion.ts';
import { NO_GRADED } from './quality.ts';
import { type QualityDrop, readQuality, stepQuality } from './quality-drop.ts';
import { NO_PAIR, type Pair } from './relative.ts';
import type { EvidenceResult, SilentLooks } from './result.ts';
import { type EvidenceSettings, evidenceSettings } from './settings.ts';
import { checkLook } from './validate.ts';
import { keepWindow, type Timed, windowValues } from './window.ts';

/** The look before: its end, weight in percent and length, in milliseconds. */
type Last = {
  readonly at: string;
  readonly time: number;
  readonly weight: number;
  readonly length: number;
};

/** Evidence between two looks. In memory only: after a crash it is computed again from the looks. */
export type EvidenceState = {
  readonly settings: EvidenceSettings;
  readonly looks: number;
  readonly last: Last | null;
  readonly firstTraffic: string | null;
  readonly problems: readonly Problem[];
  readonly carry: { readonly candidate: Carry; readonly stable: Carry };
  readonly silent: SilentLooks;
  readonly errorRate: ErrorRate;
  readonly latency: LatencyTail | null;
  readonly quality: QualityDrop | null;
  readonly stage: Stage | null;
  readonly exposure: Exposure | null;
  readonly window: readonly Timed[];
};

/** Evidence before the first look; settings that are not given are those of the default policy. */
export function start(settings: Partial<EvidenceSettings> = {}): EvidenceState {
  return {
    settings: evidenceSettings(settings),
    looks: 0,
    last: null,
    firstTraffic: null,
    problems: [],
    carry: { candidate: NO_CARRY, stable: NO_CARRY },
    silent: { candidate: 0, stable: 0, latency_p99: 0, quality: 0 },
    errorRate: NO_ERROR_RATE,
    latency: null,
    quality: null,
    stage: null,
    exposure: null,
    window: [],
  };
}

/**
 * Takes in one look. A look that is not valid is left out and remembered in `problems`: it can neither prove nor
 * promote anything, and the caller sees why.
 */
export function step(state: EvidenceState, look: Look): EvidenceState {
  const looks = state.looks + 1;
  const candidate = carryErrors(state.carry.candidate, look.candidate);
  const stable = carryErrors(state.carry.stable, look.stable);
  const invalid = checkLook(look, state.last?.time ?? null);
  const faults = invalid.length > 0 ? invalid : surplusFaults(candidate.impossible, stable.impossible);
  if (faults.length > 0) {
    const problems = [...state.problems, ...faults.map((fault) => ({ index: state.looks, ...fault }))];
    return { ...state, looks, problems };
  }
  const time = timeOf(look);
  const clean: Look = {
    ...look,
    candidate: { ...look.candidate, errors: candidate.errors },
    stable: { ...look.stable, errors: stable.errors },
  };
  return {
    ...count({ ...state, looks }, clean, time),
    carry: { candidate: candidate.carry, stable: stable.carry },
    last: { at: look.at, time, weight: look.weight, length: lengthOf(time, state.last, state.settings) },
  };
}

function surplusFaults(candidate: boolean, stable: boolean): Fault[] {
  const arms = [...(candidate ? ['candidate'] : []), ...(stable ? ['stable'] : [])];
  return arms.map((arm) => ({
    code: 'errors-above-requests',
    message: `${arm}.errors exceed ${arm}.requests by more than two looks of requests`,
  }));
}

function count(state: EvidenceState, look: Look, time: number): EvidenceState {
  const { settings } = state;
  const span = spanOf(look, time, state);
  const pair = {
    x: look.candidate.errors,
    n: look.candidate.requests,
    y: look.stable.errors,
    m: look.stable.requests,
  };
  const errorRate = stepErrorRate(state.errorRate, pair, span, settings);
  const latency = stepLatency(state.latency, look, span, settings);
  const quality = stepQuality(state.quality, look, span, settings);
  const seen: SeenAll = {
    errors: { pair, phi: readBurst(errorRate.burst) },
    latency: latency?.seen ?? null,
    quality: quality?.seen ?? null,
    kind: quality?.kind ?? null,
  };
  const stage = state.stage?.weight === look.weight ? state.stage : startStage(look.weight, span.begin);
  return {
    ...state,
    firstTraffic: state.firstTraffic ?? (pair.n > 0 ? span.begin : null),
    silent: countSilence(state.silent, pair, seen),
    errorRate,
    latency,
    quality,
    stage: stepStage(stage, seen, settings),
    exposure: stepExposure(state.exposure, look, span),
    window: keepWindow(state.window, { time, look }, settings.window),
  };
}

function countSilence(before: SilentLooks, { n, m }: Pair, { latency, quality }: SeenAll): SilentLooks {
  const slow = latency?.pair ?? NO_PAIR;
  const graded = quality?.graded ?? NO_GRADED;
  return {
    candidate: n > 0 ? 0 : before.candidate + 1,
    stable: m > 0 ? 0 : before.stable + 1,
    latency_p99: slow.n > 0 && slow.m > 0 ? 0 : before.latency_p99 + 1,
    quality: graded.candidate.n > 0 && graded.stable.n > 0 ? 0 : before.quality + 1,
  };
}

/** A look begins where the one before it ended; the first one an interval before its end. */
function spanOf(look: Look, time: number, { last, settings }: EvidenceState): Span {
  const begin = last?.at ?? new Date(time - settings.interval * 1000).toISOString();
  const length = lengthOf(time, last, settings);
  const alike = last !== null && last.weight === look.weight && Math.abs(length / last.length - 1) < 0.1;
  const steady = alike && look.synthetic !== true;
  return { begin, end: look.at, steady };
}

function lengthOf(time: number, last: Last | null, { interval }: EvidenceSettings): number {
  return last === null ? interval * 1000 : time - last.time;
}

/** What the looks so far amount to. */
export function read(state: EvidenceState): EvidenceResult {
  const { settings, last, firstTraffic, latency, quality, stage, exposure } = state;
  const age = last === null || firstTraffic === null ? 0 : (last.time - Date.parse(firstTraffic)) / 1000;
  const { x, n, y, m } = state.errorRate.totals;
  return {
    at: last?.at ?? null,
    looks: state.looks,
    first_traffic: firstTraffic,
    age_seconds: age,
    problems: state.problems,
    error_rate: readErrorRate(state.errorRate, settings),
    latency_p99: latency && readLatency(latency, settings),
    quality: quality && readQuality(quality, settings),
    promotion: stage && readStage(stage, age >= settings.gates.mature_after, settings),
    exposure: exposure && readExposure(exposure),
    totals: { candidate: { requests: n, errors: x }, stable: { requests: m, errors: y } },
    silent_looks: state.silent,
    window: windowValues(state.window, settings.window),
  };
}

/**
 * Evidence from scratch: the looks of the 30-second grid, oldest first, since before the candidate's first
 * traffic. Pure, and the fold of `step`, so that a run that kept its state and one that starts anew after a
 * crash come to identical numbers.
 */
export function evaluate(looks: readonly Look[], settings: Partial<EvidenceSettings> = {}): EvidenceResult {
  return read(looks.reduce(step, start(settings)));
}
