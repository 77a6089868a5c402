import * as core from '@actions/core';
import type { FilePlace, Log } from './port.ts';
import { lineWriter } from './progress.ts';
import { safeLine } from './safe-line.ts';

/**
 * The log of a workflow step. The looks of one stage stand in one group, which everything else ends, so that what
 * changes is seen without opening any. With `verbose`, or while the runner debugs, it tells the queries too.
 */
export function actionLog(verbose: boolean): Log {
  let open: string | null = null;
  const grouped = (group: string | null): void => {
    if (open === group) return;
    if (open !== null) core.endGroup();
    if (group !== null) core.startGroup(safeLine(group));
    open = group;
  };
  const plain = lineWriter({ write: (text) => process.stdout.write(text) });
  const alone =
    (show: (line: string, at?: FilePlace) => void): Log['error'] =>
    (line, at) => {
      plain.pause();
      grouped(null);
      show(safeLine(line), at);
    };
  return {
    info: alone((line) => core.info(line)),
    progress: (line, group) => {
      grouped(group ?? null);
      plain.progress(safeLine(line));
    },
    detail: (line) => plain.line(safeLine(line)),
    tick: (line) => plain.tick(safeLine(line)),
    waiting: (text, seconds) => plain.waiting(safeLine(text), seconds),
    warn: alone((line) => core.warning(line)),
    error: alone((line, at) => core.error(line, at && annotation(at))),
    debug: (line) => (verbose ? core.info(safeLine(line)) : core.debug(safeLine(line))),
  };
}

const annotation = ({ file, line, column }: FilePlace): core.AnnotationProperties => ({
  ...{ file, startLine: line, endLine: line, startColumn: column },
});
