import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createRnnlm } from '../../../../../src/engine/families/rnnlm/create';
import type { LearningOptions } from '../../../../../src/engine/families/rnnlm/net/learner';
import type { RnnlmModel, RnnlmStructure } from '../../../../../src/engine/families/rnnlm/rnnlmModel';
import { countWords, encodeWords } from '../../../../../src/engine/families/rnnlm/text/vocabulary';
import { trainRnnlm } from '../../../../../src/engine/families/rnnlm/train';

/** Reads a file of test/fixtures/rnnlm, which the C tool wrote or read. */
export function fixtureBytes(name: string): Buffer {
  return gunzipSync(readFileSync(`test/fixtures/rnnlm/${name}.gz`));
}

/** The content of a listing that the C tool prints with `-debug 2`. */
export interface Listing {
  /** Each word's index in the vocabulary (-1 for an unknown word) and its probability. */
  readonly words: readonly { readonly index: number; readonly probability: number }[];
  readonly logProb: number;
  readonly perplexity: number;
}

export function readListing(name: string): Listing {
  const text = fixtureBytes(name).toString('latin1');
  const figure = (label: string) => Number(new RegExp(`${label}: (.*)`).exec(text)?.[1]);
  const words = [...text.matchAll(/^(-?\d+)\t([\d.]+)\t/gm)].map(([, index, probability]) => ({
    index: Number(index),
    probability: Number(probability),
  }));
  assert.ok(words.length > 0);
  return { words, logProb: figure('test log probability'), perplexity: figure('PPL net') };
}

/** Rounds a number to single precision, in which the C tool stores its options. */
export const single = Math.fround;
export const RATES: LearningOptions = { rate: single(0.1), decay: single(1e-7), cutoff: 15 };
const MIN_IMPROVEMENT = single(1.003);

export const STRUCTURE: RnnlmStructure = {
  binary: true,
  hidden: 4,
  compression: 0,
  classes: 3,
  oldClasses: false,
  direct: 0,
  directOrder: 3,
  bptt: 0,
  bpttBlock: 10,
  independent: false,
};

export interface Trained {
  readonly model: RnnlmModel;
  /** Bits per word on the training text in each epoch, as the C tool prints them. */
  readonly training: number[];
  readonly validation: { readonly rate: number; readonly bits: number }[];
}

/** Trains a new model with the settings of the C tool. */
export function trained(
  text: Uint8Array,
  validationText: Uint8Array,
  structure: Partial<RnnlmStructure>,
  maxEpochs: number,
  {
    seed = 1,
    minImprovement = MIN_IMPROVEMENT,
    ...own
  }: Partial<LearningOptions> & { seed?: number; minImprovement?: number } = {},
): Trained {
  const counted = countWords(text);
  const rates = { ...RATES, ...own };
  const model = createRnnlm(
    { ...STRUCTURE, ...structure },
    counted,
    { seed, rate: rates.rate, saveEvery: 0, precision: 'double' },
    { trainFile: 'train.txt', validFile: 'valid.txt' },
  );
  const [ids, validIds] = [text, validationText].map(bytes => encodeWords(bytes, counted.words));
  const result: Trained = { model, training: [], validation: [] };
  for (const event of trainRnnlm(model, ids, validIds, { rates, minImprovement, maxEpochs })) {
    if (event.kind !== 'trained' && event.kind !== 'validated') continue;
    const bits = -event.logProb / Math.log10(2) / event.words;
    if (event.kind === 'trained') result.training.push(bits);
    else result.validation.push({ rate: model.progress.rate, bits });
  }
  return result;
}
