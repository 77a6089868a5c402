import type { Config } from '../config/schema.ts';
import type { Failure } from '../errors/fail.ts';
import { type Finding, failed, finding } from './finding.ts';

/** Whether somebody hears of what happens. `failures`: what is wrong with the secrets of channels. */
export function channelsFindings(notify: Config['notify'], failures: readonly Failure[]): Finding[] {
  const names = (['pagerduty', 'slack', 'webhook'] as const).filter((name) => notify[name] !== undefined);
  if (names.length === 0)
    return [
      finding(
        'channels',
        'warning',
        'No channel is configured: nobody is paged, neither for a rollback nor for a question.',
        'Configure `notify.pagerduty`, `notify.slack` or `notify.webhook`.',
      ),
    ];
  const secrets =
    failures.length > 0
      ? failures.map((failure) => failed('channels', failure))
      : [finding('channels', 'ok', `Configured, with their secrets: ${names.join(', ')}.`)];
  return [
    ...secrets,
    finding(
      'receipt',
      'unknown',
      `Whether ${names.join(' and ')} take${names.length === 1 ? 's' : ''} a notice is not known: none is sent here.`,
      'Run `drill`: it sends one that is marked as a drill, and calls it off.',
    ),
  ];
}
