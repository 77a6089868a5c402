import type { PromptResult } from '../result.ts';
import { time, withTimes } from './format.ts';
import { code, inline, table } from './markdown.ts';
import { clip, oneLine } from './plain.ts';

/** Where one prompt stands. All texts are untrusted. */
export interface StatusRow {
  readonly prompt: string;
  /** `since` is ISO 8601; null for a version that does not serve everyone yet. Null before the first run. */
  readonly stable: { readonly label: string; readonly since: string | null } | null;
  readonly rollout: {
    readonly candidate: string;
    /** From 1. */
    readonly stage: number;
    readonly of: number;
    readonly weight: number;
    readonly phase: 'canary' | 'watching' | 'reverting';
    readonly asking: boolean;
    /** A gradual rollback that pauses, because the version that takes over is unhealthy. */
    readonly paused: boolean;
  } | null;
  readonly drift: {
    readonly kind: 'pending' | 'rolled-back' | 'not-on-branch' | 'unknown';
    readonly detail: string;
  } | null;
  /** Versions in quarantine, and effects that are decided and not yet done. */
  readonly quarantine: number;
  readonly openEffects: number;
}

/** The row of a prompt's result. */
export function statusRow(result: PromptResult): StatusRow {
  const { prompt, stable, rollout, drift, quarantined, open_effects } = result;
  return {
    prompt,
    stable: stable === null ? null : { label: stable.label, since: stable.stable_since },
    rollout:
      rollout === null
        ? null
        : {
            candidate: rollout.candidate.label,
            stage: rollout.stage + 1,
            of: rollout.plan.stages.length,
            weight: rollout.weight,
            phase: rollout.phase,
            asking: rollout.asking !== null,
            paused: rollout.paused_at !== null,
          },
    drift,
    quarantine: quarantined,
    openEffects: open_effects.length,
  };
}

const header = ['Prompt', 'Stable', 'Since', 'Rollout', 'Drift', 'Quarantine', 'Open effects'] as const;

/** What the kinds of drift mean: how the default branch differs from what serves. */
const drifts = {
  pending: 'newer version not started',
  'rolled-back': 'still holds a rolled back version',
  'not-on-branch': 'what serves is not on the branch',
  unknown: 'cannot be told',
} as const;

/** All prompts as a Markdown table. */
export function statusMarkdown(rows: readonly StatusRow[]): string {
  if (rows.length === 0) return 'No prompt is live.';
  const cells = rows.map((row) => {
    const [prompt, label, ...rest] = cellsOf(row);
    return [code(prompt), row.stable === null ? inline(label) : code(label), ...rest.map(inline)];
  });
  return table(header, cells);
}

/** All prompts as aligned columns for a terminal, then what there is to say about drift. */
export function statusText(rows: readonly StatusRow[]): string {
  if (rows.length === 0) return 'No prompt is live.\n';
  const short = rows.map((row) => cellsOf({ ...row, drift: row.drift && { ...row.drift, detail: '' } }));
  const lines = [header, ...short];
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => width(cells[column] ?? ''))));
  const text = lines.map((cells) =>
    cells
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  );
  const details = rows.flatMap(({ prompt, drift }) =>
    drift === null || drift.detail === '' ? [] : [`${line(prompt, 64)}: ${line(drift.detail, 300)}`],
  );
  return `${[...text, ...(details.length === 0 ? [] : ['', ...details])].join('\n')}\n`;
}

/** The columns of a row as plain text, in the order of the header. */
function cellsOf(row: StatusRow): [string, string, ...string[]] {
  const { prompt, stable, rollout, drift, quarantine, openEffects } = row;
  const detail = drift === null || drift.detail === '' ? '' : `: ${line(drift.detail, 300)}`;
  return [
    line(prompt, 64),
    stable === null ? 'none yet' : line(stable.label, 64),
    stable === null || stable.since === null ? '-' : time(stable.since),
    rollout === null ? 'none' : rolloutText(rollout),
    drift === null ? 'none' : `${drifts[drift.kind]}${detail}`,
    String(quarantine),
    String(openEffects),
  ];
}

function rolloutText(rollout: NonNullable<StatusRow['rollout']>): string {
  const { candidate, stage, of, weight, phase, asking, paused } = rollout;
  if (phase === 'reverting')
    return `${weight} % left on ${line(candidate, 64)} (gradual rollback${paused ? ', paused' : ''})`;
  const where = phase === 'watching' ? 'watched' : `stage ${stage} of ${of}`;
  return `${line(candidate, 64)} at ${weight} % (${where}${asking ? ', waits for a decision' : ''})`;
}

function line(text: string, length: number): string {
  return clip(withTimes(oneLine(text)), length);
}

/** Columns in a terminal, taking every character for one: ids and labels are ASCII. */
function width(text: string): number {
  return [...text].length;
}
