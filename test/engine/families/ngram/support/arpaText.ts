import { writeArpa } from '../../../../../src/engine/families/ngram/arpa/write';
import type { BackoffModel } from '../../../../../src/engine/families/ngram/backoffModel';

/** A model's whole file. */
export const arpaText = (smoothed: BackoffModel, unit?: string) =>
  Buffer.concat([...writeArpa(smoothed, { unit })]).toString();
