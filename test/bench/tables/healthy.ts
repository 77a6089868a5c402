import { type Job, runsAt, share } from '../job.ts';
import { METHODS, THIS } from '../methods/index.ts';
import type { Action, Watcher } from '../methods/method.ts';
import { random } from '../random.ts';
import { arrivals, type Service } from '../traffic.ts';

const DAY = 2880;

/** Does a healthy day, of 30-second looks, come to one of these actions? */
function happens(seed: string, service: Service, watch: Watcher, actions: readonly Action[]): boolean {
  const source = random(seed);
  for (let look = 0; look < DAY; look++) {
    if (actions.includes(watch(arrivals(source, service)))) return true;
  }
  return false;
}

function cell(
  table: string,
  row: string,
  perSecond: number,
  rate: number,
  days: number,
  actions: readonly Action[],
): Job {
  const column = `${perSecond} req/s, ${rate * 100} %`;
  return {
    table,
    row,
    column,
    run: (effort) => {
      const runs = runsAt(effort, days);
      const make = METHODS[row];
      if (make === undefined) throw new Error(`no method "${row}"`);
      const service = { perSecond, candidate: rate, stable: rate };
      let found = 0;
      for (let day = 0; day < runs; day++) {
        if (happens(`healthy ${column} ${day}`, service, make(), actions)) found++;
      }
      return share(found, runs);
    },
  };
}

/** Low traffic is where false rollbacks are to be feared most: there the share must be known best. */
function daysOfThis(perSecond: number): number {
  return perSecond <= 10 ? 10_000 : 3000;
}

/** False rollbacks in 24 h of a healthy candidate, and for this method also asks with their pages. */
export function healthyJobs(): Job[] {
  const cells = [10, 100, 1000].flatMap((perSecond) =>
    [0.003, 0.01].map((rate) => [perSecond, rate] as const),
  );
  const rollbacks = Object.keys(METHODS).flatMap((row) =>
    cells.map(([perSecond, rate]) =>
      cell(
        'False rollbacks on a healthy day',
        row,
        perSecond,
        rate,
        row === THIS ? daysOfThis(perSecond) : 600,
        ['rollback'],
      ),
    ),
  );
  const asks = cells.map(([perSecond, rate]) =>
    cell('False asks, pages or rollbacks on a healthy day', THIS, perSecond, rate, 1000, ['ask', 'rollback']),
  );
  return [...rollbacks, ...asks];
}
