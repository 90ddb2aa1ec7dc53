import { writeArpa } from '../../../../../src/engine/families/ngram/arpa/write';
import type { BackoffModel } from '../../../../../src/engine/families/ngram/backoffModel';
import { levelsOf } from '../../../../../src/engine/families/ngram/levels';

/** Returns the content of a model's ARPA file. */
export const arpaText = (smoothed: BackoffModel, unit?: string) =>
  Buffer.concat([...writeArpa(levelsOf(smoothed), { unit })]).toString();
