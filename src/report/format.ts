import { oneLine } from './plain.ts';

/** Numbers and times for people. Everything here is plain text without markup. */

/** What stands where a figure is not known. */
export const unknown = 'not known';

/** `8.4 %`, `0.35 %`, `113 %`: about two significant digits. `value` is in percent, any size and sign. */
export function percent(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return unknown;
  return `${decimal(value, decimals(value))} %`;
}

/** A percent value beside the threshold that it is over, with as many digits as show that it is over. */
export function percentOver(value: number, threshold: number): string {
  for (let digits = decimals(value); digits <= 8; digits += 1)
    if (Number(value.toFixed(digits)) > threshold) return `${decimal(value, digits)} %`;
  return percent(value);
}

function decimals(value: number): number {
  const size = Math.abs(value);
  if (size >= 100) return 0;
  if (size >= 1 || size === 0) return 1;
  return Math.min(6, 1 - Math.floor(Math.log10(size)));
}

/** Without zeros at the end and without a negative zero. */
function decimal(value: number, digits: number): string {
  const fixed = value.toFixed(digits);
  const text = fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
  return text === '-0' ? '0' : text;
}

/** `+113 %`, `-12 %`: a change, in percent. */
export function change(value: number | null): string {
  const text = percent(value);
  return value !== null && value > 0 && text !== '0 %' && text !== unknown ? `+${text}` : text;
}

/** `1,240`: a number of requests, 0 or more. Sources may give fractions; they are rounded. */
export function count(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return unknown;
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 request`, `2 requests`: a number with its noun. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${Math.round(value) === 1 ? '' : 's'}`;
}

/** `412 ms`, `1.32 s`: a latency, in seconds. */
export function latency(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return unknown;
  if (seconds < 0.9995) return `${decimal(seconds * 1000, seconds < 0.01 ? 1 : 0)} ms`;
  return `${decimal(seconds, seconds < 10 ? 2 : 1)} s`;
}

/** `p < 0.0001`, `p = 0.023`: a p-value from 0 to 1. */
export function pValue(p: number): string {
  if (p < 0.0001) return 'p < 0.0001';
  return `p = ${decimal(p, p < 0.01 ? 4 : 2)}`;
}

/** `0.87`: a quality from 0 to 1. */
export function score(value: number | null): string {
  return value === null || !Number.isFinite(value) ? unknown : decimal(value, 3);
}

const units = [
  { unit: 'd', seconds: 86_400 },
  { unit: 'h', seconds: 3600 },
  { unit: 'min', seconds: 60 },
  { unit: 's', seconds: 1 },
] as const;

/** `45 s`, `4 min 30 s`, `2 h 5 min`, `1 d`: seconds (0 or more) in the two largest units. */
export function duration(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return unknown;
  if (seconds > 0 && seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  let left = Math.max(0, Math.round(seconds));
  const first = units.findIndex((entry) => left >= entry.seconds);
  const parts: string[] = [];
  for (const entry of first < 0 ? [] : units.slice(first, first + 2)) {
    const whole = Math.floor(left / entry.seconds);
    left -= whole * entry.seconds;
    if (whole > 0) parts.push(`${whole} ${entry.unit}`);
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

/** `2026-11-21 14:02:30 UTC` for an ISO 8601 time; any other text as it is, on one line. */
export function time(iso: string | null): string {
  if (iso === null) return unknown;
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return oneLine(iso);
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A text with every ISO 8601 time in it (UTC, as data has them) written as people read it. */
export function withTimes(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z(?!\w)/g, time);
}

/** `14:02:30 UTC`, with its date where that is another day than that of `beside`; ISO 8601 both. */
export function clock(iso: string, beside: string): string {
  const text = time(iso);
  return text.slice(0, 10) === time(beside).slice(0, 10) ? text.slice(11) : text;
}

/** `2026-11-21 13:41:00 to 14:02:28 UTC (21 min 28 s)`: the day twice only where it is another one; ISO 8601 both. */
export function span(from: string, to: string): string {
  const begin = time(from).replace(/ UTC$/, '');
  const seconds = secondsBetween(from, to);
  // Both ends are told to the second, so that a part of one would stand beside two times that look the same.
  const length = seconds !== null && seconds < 1 ? 'under 1 s' : duration(seconds);
  return `${begin} to ${clock(to, from)} (${length})`;
}

/** Seconds from one ISO time to a later one; null when one is missing, is no time, or the order is wrong. */
export function secondsBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  return seconds >= 0 ? seconds : null;
}

/** The ISO time `seconds` after another; null when that is no time. */
export function timeAfter(iso: string, seconds: number): string | null {
  const at = new Date(Date.parse(iso) + seconds * 1000);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** The first seven digits of a commit id; any other text as it is, on one line. */
export function shortCommit(commit: string): string {
  return /^[0-9a-f]{8,64}$/.test(commit) ? commit.slice(0, 7) : oneLine(commit);
}
