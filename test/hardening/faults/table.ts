import type { FaultCases, Said } from './case.ts';
import { forgeFaults } from './forge.ts';
import { gitFaults } from './git.ts';
import { machineFaults } from './machine.ts';
import { metricsFaults } from './metrics.ts';

/** All cases, with the heading of their table and the file that plays them. */
export const areas: readonly {
  readonly heading: string;
  readonly file: string;
  readonly name: string;
  readonly cases: FaultCases;
}[] = [
  {
    ...{ heading: 'The metrics source', file: 'faults-metrics.test.ts', name: 'metricsFaults' },
    cases: metricsFaults,
  },
  { heading: 'The forge', file: 'faults-forge.test.ts', name: 'forgeFaults', cases: forgeFaults },
  { heading: 'Git', file: 'faults-git.test.ts', name: 'gitFaults', cases: gitFaults },
  { heading: 'The machine', file: 'faults-machine.test.ts', name: 'machineFaults', cases: machineFaults },
];

const kinds: Readonly<Record<Said[0], string>> = { error: 'error', warning: 'warning', log: 'in the log' };

const inCell = (text: string): string => text.replaceAll('|', '\\|');

const quoted = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** `| fault | what happens | rolled-back, 1 | error: … | scenario |` */
function row(name: string, { fault, happens, end, says }: FaultCases[string]): string {
  const [reason, code] = end.split(' ');
  const said = says.map(([how, text]) => `${kinds[how]}: ${quoted(text.trim())}`).join('<br>');
  return `| ${[fault, happens, `\`${reason}\`, ${code}`, said, name].map(inCell).join(' | ')} |`;
}

/** The tables of `docs/faults.md`, in Markdown. */
export function faultTables(): string {
  return areas
    .map(({ heading, cases }) =>
      [
        `## ${heading}`,
        '',
        '| Fault | What happens | Reason code, exit code | What the run says | Scenario |',
        '|---|---|---|---|---|',
        ...Object.entries(cases).map(([name, each]) => row(name, each)),
        '',
      ].join('\n'),
    )
    .join('\n');
}
