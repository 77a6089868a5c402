import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const suffix = '?raw';

/** A rolldown plugin: `import text from 'file?raw'` is the text of the file, as it is in tests. */
export function raw() {
  return {
    name: 'raw',
    resolveId(source, importer) {
      if (!source.endsWith(suffix) || importer === undefined) return null;
      return resolve(importer, '..', source);
    },
    load(id) {
      if (!id.endsWith(suffix)) return null;
      const text = readFileSync(id.slice(0, -suffix.length), 'utf8');
      return { code: `export default ${JSON.stringify(text)};`, moduleType: 'js' };
    },
  };
}
