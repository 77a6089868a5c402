import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { allJobs } from './jobs.ts';
import { measureAll } from './pool.ts';
import { type Cell, markdown } from './report.ts';
import { targets } from './targets.ts';

/**
 * `npm run bench [-- --quick] [-- --json FILE]`: measures this project's evidence beside other methods by seeded
 * simulation and prints the tables as Markdown. A quick run is for seeing that all of it works: its numbers are
 * too coarse to be held to the targets. A full run ends with status 1 when a target is missed.
 */
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const began = performance.now();
const jobs = allJobs();
const measures = await measureAll(jobs, values.quick ? 0.02 : 1);
const cells: Cell[] = jobs.flatMap(({ table, row, column }, index) => {
  const measure = measures[index];
  return measure === undefined ? [] : [{ table, row, column, ...measure }];
});
const judged = targets(cells);
const seconds = Math.round((performance.now() - began) / 1000);

console.log(markdown(cells));
console.log(`\n### Targets${values.quick ? ' (quick run: not binding)' : ''}\n`);
for (const { name, met, measured } of judged)
  console.log(`- ${met ? 'met' : 'MISSED'}: ${name} (${measured})`);
console.log(`\nMeasured in ${seconds} s.`);
if (values.json !== undefined) {
  writeFileSync(
    values.json,
    `${JSON.stringify({ quick: values.quick, seconds, cells, targets: judged }, null, 2)}\n`,
  );
}
if (!values.quick && judged.some(({ met }) => !met)) process.exitCode = 1;
