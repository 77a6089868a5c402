import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Places whose files take long, the longest first: they wait for processes, or count much. */
const long = [
  'test/hardening/crash',
  'test/hardening/races',
  'test/scenarios/',
  'test/git/',
  'test/policy/',
  'test/evidence/',
  'test/config/',
  'test/forge/',
];

/** Starts the long files first, so that no core is left with one of them alone at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = long.findIndex((folder) => moduleId.includes(folder));
      return found < 0 ? long.length : found;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
