import assert from 'node:assert/strict';
import { FasterRnnlmLanguageModel } from '../../../../../src/engine/families/fasterRnnlm/fasterRnnlmLanguageModel';
import { readFasterRnnlm } from '../../../../../src/engine/families/fasterRnnlm/read';
import { UserError } from '../../../../../src/protocol/userError';
import { dice } from '../../../storage/support/mutate';
import { type Counts, changed, outcomes, type Roll } from '../../../support/mutants';
import { mutations } from '../../rnnlm/support/mutants';
import { KINDS, type Pair, PLAIN, writePair } from './pairs';

/** Number of bytes of the longest header. */
const HEAD = 98;

/** Returns the two files of a model for every entry of KINDS. */
export function wholePairs(): Pair[] {
  return Object.values(KINDS).map(asked => {
    const roll = dice(2);
    return writePair({ ...PLAIN, ...asked }, () => roll(1e6) / 1e6);
  });
}

/**
 * Reads the files of `count` models, of which one or both are mutated. Throws every error that is not a
 * UserError.
 */
export function readFasterRnnlmMutants(pairs: readonly Pair[], seed: number, count: number): Counts {
  const others = pairs.flatMap(({ vocabulary, weights }) => [vocabulary, weights]);
  return outcomes(
    seed,
    count,
    roll => changed(pairs[roll(pairs.length)], roll, pair => mutated(pair, roll, others)),
    attempt,
    ({ vocabulary, weights }) =>
      [vocabulary, weights].map(file => JSON.stringify(file.toString('latin1'))).join('\n'),
  );
}

function mutated({ vocabulary, weights }: Pair, roll: Roll, others: readonly Buffer[]): Pair {
  const mutate = (file: Buffer): Buffer => mutations[roll(mutations.length)](file, roll, others);
  if (roll(2)) return { vocabulary: mutate(vocabulary), weights };
  return {
    vocabulary,
    weights: roll(2) ? mutate(weights) : withHead(weights, mutate(weights.subarray(0, HEAD))),
  };
}

/**
 * Replaces the header of a file and keeps all weights. A wrong size in the header is then tested separately
 * from missing weights.
 */
function withHead(weights: Buffer, head: Buffer): Buffer {
  return Buffer.concat([head.subarray(0, HEAD), weights.subarray(HEAD)]);
}

function attempt({ vocabulary, weights }: Pair): keyof Counts {
  let reader: FasterRnnlmLanguageModel;
  try {
    const model = readFasterRnnlm(vocabulary, weights);
    const layers = model.layers.flatMap(({ matrices, vectors }) => [...matrices, ...vectors]);
    const all = [model.embedding, model.output, model.direct, ...layers];
    assert.ok(all.reduce((sum, { byteLength }) => sum + byteLength, 0) <= weights.length);
    reader = new FasterRnnlmLanguageModel(model);
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
  const { logProbs } = reader.step(reader.start(), 0);
  assert.ok(
    logProbs.every(logProb => logProb <= 1e-9),
    'no probability is above 1',
  );
  return 'loaded';
}
