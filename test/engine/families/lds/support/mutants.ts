import { Vocabulary } from '../../../../../src/engine/data/vocabulary';
import { decodeLds, encodeLds } from '../../../../../src/engine/families/lds/ldsFile';
import { LdsLanguageModel } from '../../../../../src/engine/families/lds/ldsLanguageModel';
import { readStepMutants } from '../../support/stepMutants';
import { trainedLds } from './trainedLds';

/** Returns models of one and of three states. */
export const wholeLdsFiles = (): Buffer[] =>
  [1, 3].map(states => Buffer.from(encodeLds(trainedLds('the cat\nsat on the mat\n'.repeat(4), states))));

export const readLdsMutants = (files: readonly Buffer[], seed: number, count: number) =>
  readStepMutants(open, files, seed, count);

function open(bytes: Buffer): LdsLanguageModel {
  const { filter, readout, symbols } = decodeLds(bytes);
  return new LdsLanguageModel(filter, readout, new Vocabulary(symbols, false));
}
