import { readFileSync, writeFileSync } from 'node:fs';
import { generated } from './generated.ts';

/** Writes every generated file, and every generated part of a file. */
for (const [file, text] of generated((name) => readFileSync(name, 'utf8'))) writeFileSync(file, text);
