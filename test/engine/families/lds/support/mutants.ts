import assert from 'node:assert/strict';
import { Vocabulary } from '../../../../../src/engine/data/vocabulary';
import { decodeLds, encodeLds } from '../../../../../src/engine/families/lds/ldsFile';
import { LdsLanguageModel } from '../../../../../src/engine/families/lds/ldsLanguageModel';
import { UserError } from '../../../../../src/protocol/userError';
import { type Counts, changed, outcomes } from '../../../support/mutants';
import { mutations } from '../../rnnlm/support/mutants';
import { trainedLds } from './trainedLds';

/** Returns models of one and of three states. */
export const wholeLdsFiles = (): Buffer[] =>
  [1, 3].map(states => Buffer.from(encodeLds(trainedLds('the cat\nsat on the mat\n'.repeat(4), states))));

/**
 * Reads `count` mutants, and computes a distribution with each model that can be loaded. Throws every error
 * that is not a UserError.
 */
export function readLdsMutants(files: readonly Buffer[], seed: number, count: number): Counts {
  return outcomes(
    seed,
    count,
    roll =>
      changed(files[roll(files.length)], roll, bytes =>
        mutations[roll(mutations.length)](bytes, roll, files),
      ),
    attempt,
    bytes => JSON.stringify(bytes.toString('latin1')),
  );
}

function attempt(bytes: Buffer): keyof Counts {
  let trained: ReturnType<typeof decodeLds>;
  try {
    trained = decodeLds(bytes);
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
  const model = new LdsLanguageModel(trained.filter, trained.readout, new Vocabulary(trained.symbols, false));
  const { logProbs } = model.step(model.start(), 0);
  const sum = logProbs.reduce((total, logProb) => total + Math.exp(logProb), 0);
  assert.ok(Math.abs(sum - 1) < 1e-4, `the probabilities sum to ${sum}`);
  return 'loaded';
}
