import assert from 'node:assert/strict';
import { configure } from '../../../../../src/engine/configuration/configure';
import { Vocabulary } from '../../../../../src/engine/data/vocabulary';
import { startingHmm } from '../../../../../src/engine/families/hmm/hmm';
import { decodeHmm, encodeHmm } from '../../../../../src/engine/families/hmm/hmmFile';
import { HmmLanguageModel } from '../../../../../src/engine/families/hmm/hmmLanguageModel';
import { UserError } from '../../../../../src/protocol/userError';
import { type Counts, changed, outcomes } from '../../../support/mutants';
import { mutations } from '../../rnnlm/support/mutants';

/** Returns models of one and of three states. */
export function wholeHmmFiles(): Buffer[] {
  const symbols = ['\n', 'a', 'b'];
  const configuration = configure({ 'text.unit': 'character' });
  return [1, 3].map(states => {
    const hmm = startingHmm({ states, symbols: symbols.length }, 1, 0);
    return Buffer.from(encodeHmm({ hmm, symbols, configuration, iteration: 7, byLine: false }));
  });
}

/**
 * Reads `count` mutants, and computes a distribution with each model that can be loaded. Throws every error
 * that is not a UserError.
 */
export function readHmmMutants(files: readonly Buffer[], seed: number, count: number): Counts {
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
  let trained: ReturnType<typeof decodeHmm>;
  try {
    trained = decodeHmm(bytes);
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
  const model = new HmmLanguageModel(trained.hmm, new Vocabulary(trained.symbols, false));
  const { logProbs } = model.step(model.start(), 0);
  const sum = logProbs.reduce((total, logProb) => total + Math.exp(logProb), 0);
  assert.ok(Math.abs(sum - 1) < 1e-4, `the probabilities sum to ${sum}`);
  return 'loaded';
}
