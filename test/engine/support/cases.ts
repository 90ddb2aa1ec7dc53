import { readFileSync } from 'node:fs';
import { openModel } from '../../../src/engine/families/kinds';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import type { OpenModel } from '../../../src/engine/model/openModel';
import { perplexity } from '../../../src/engine/scoring/perplexities';
import { scoreText } from '../../../src/engine/scoring/score';

const FOLDER = 'test/fixtures/cases';

/** Reads a small file that is like the files that users' programs write. */
export const caseBytes = (name: string) => readFileSync(`${FOLDER}/${name}`);
export const caseText = (name: string) => caseBytes(name).toString();

/** Opens a model file of this folder. `unit` overrides the unit of tokenization in the file. */
export const openCase = (name: string, unit?: string): Promise<OpenModel> =>
  openModel({ name, bytes: caseBytes(name), unit }, { kernels: async () => referenceKernels() });

/** Returns the perplexity of a text. Unknown words are scored as `<unk>`. */
export const perplexityOf = (open: OpenModel, text: string) => perplexity(scoreText(open, '', text, true));
