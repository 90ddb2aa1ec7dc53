import assert from 'node:assert/strict';
import type { LanguageModel } from '../../../../src/engine/model/languageModel';
import { UserError } from '../../../../src/protocol/userError';
import { type Counts, changed, outcomes } from '../../support/mutants';
import { mutations } from '../rnnlm/support/mutants';

/**
 * Reads `count` mutants of files with `open`, and computes a distribution with each model that can be loaded. Throws every
 * error that is not a UserError.
 */
export function readStepMutants<State>(
  open: (bytes: Buffer) => LanguageModel<State>,
  files: readonly Buffer[],
  seed: number,
  count: number,
): Counts {
  return outcomes(
    seed,
    count,
    roll =>
      changed(files[roll(files.length)], roll, bytes =>
        mutations[roll(mutations.length)](bytes, roll, files),
      ),
    bytes => attempt(open, bytes),
    bytes => JSON.stringify(bytes.toString('latin1')),
  );
}

function attempt<State>(open: (bytes: Buffer) => LanguageModel<State>, bytes: Buffer): keyof Counts {
  let model: LanguageModel<State>;
  try {
    model = open(bytes);
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
  const { logProbs } = model.step(model.start(), 0);
  let sum = 0;
  for (const logProb of logProbs) sum += Math.exp(logProb);
  assert.ok(Math.abs(sum - 1) < 1e-4, `the probabilities sum to ${sum}`);
  return 'loaded';
}
