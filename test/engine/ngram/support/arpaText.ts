import { writeArpa } from '../../../../src/engine/ngram/arpa/write';
import type { Smoothed } from '../../../../src/engine/ngram/smoothed';

/** A model's whole file. */
export const arpaText = (smoothed: Smoothed, unit?: string) =>
  Buffer.concat([...writeArpa(smoothed, { unit })]).toString();
