import { readFileSync } from 'node:fs';
import { openModel } from '../../../src/engine/families/kinds';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import type { OpenModel } from '../../../src/engine/model/openModel';
import { perplexity } from '../../../src/engine/scoring/perplexities';
import { scoreText } from '../../../src/engine/scoring/score';

const FOLDER = 'test/fixtures/cases';

/** Small files like those that users' tools write. */
export const caseBytes = (name: string) => readFileSync(`${FOLDER}/${name}`);
export const caseText = (name: string) => caseBytes(name).toString();

/** Opens a model file of this folder. `unit` overrides its unit of tokenization. */
export const openCase = (name: string, unit?: string): Promise<OpenModel> =>
  openModel({ name, bytes: caseBytes(name), unit }, { kernels: async () => referenceKernels() });

/** The perplexity with unknown words scored as `<unk>`. */
export const perplexityOf = (open: OpenModel, text: string) => perplexity(scoreText(open, '', text, true));
