import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRnnlm } from '../../../../src/engine/families/rnnlm/create';
import { Learner } from '../../../../src/engine/families/rnnlm/net/learner';
import { RnnlmNetwork, UNKNOWN } from '../../../../src/engine/families/rnnlm/net/network';
import {
  emptyNetwork,
  type Precision,
  type RnnlmModel,
  type RnnlmStructure,
} from '../../../../src/engine/families/rnnlm/rnnlmModel';
import { UserError } from '../../../../src/protocol/userError';
import { ReferenceLearner } from './reference/learner';
import { type ReferenceModel, ReferenceNetwork } from './reference/network';
import { STRUCTURE } from './support/fixtures';

interface Case extends Omit<RnnlmStructure, 'binary'> {
  readonly precision: Precision;
  /** Factor of the initial weights. Large weights saturate the units, and e^x underflows in the softmax. */
  readonly factor: number;
  readonly rate: number;
  readonly decay: number;
  readonly cutoff: number;
  readonly words: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  precision: fc.constantFrom('single', 'double'),
  hidden: fc.integer({ min: 1, max: 40 }),
  compression: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 })),
  classes: fc.integer({ min: 1, max: 40 }),
  oldClasses: fc.boolean(),
  direct: fc.constantFrom(0, 101, 1000, 100_000),
  directOrder: fc.integer({ min: 0, max: 20 }),
  bptt: fc.integer({ min: 0, max: 6 }),
  bpttBlock: fc.integer({ min: 1, max: 12 }),
  independent: fc.boolean(),
  factor: fc.constantFrom(1, 1, 30, 1e4),
  rate: fc.constantFrom(0.1, 0.3, 1),
  decay: fc.constantFrom(0, 1e-7, 0.01),
  cutoff: fc.constantFrom(0, 0.05, 15),
  words: fc.integer({ min: 1, max: 60 }),
});
const texts = fc.array(fc.integer({ min: -4, max: 300 }), { minLength: 30, maxLength: 60 });

function created({ precision, factor, rate, words, ...structure }: Case, seed: number): RnnlmModel {
  const counts = Int32Array.from({ length: words }, (_, i) => Math.ceil(1000 / (i + 1)));
  const model = createRnnlm(
    { ...STRUCTURE, ...structure },
    {
      counts,
      words: Array.from(counts, (_, i) => `w${i}`),
      total: 1000,
    },
    { precision, seed, rate, saveEvery: 0 },
    { trainFile: '', validFile: '' },
  );
  for (const array of Object.values(model.weights)) for (const i of array.keys()) array[i] *= factor;
  return model;
}

/** Returns a copy of the model whose weights are ordinary arrays. */
function referenceOf(model: RnnlmModel): ReferenceModel {
  const { input, recurrent, compression, output, direct } = model.weights;
  const weights = {
    ...{ input: input.slice(), recurrent: recurrent.slice(), compression: compression.slice() },
    ...{ output: output.slice(), direct: direct.slice() },
  };
  return { ...model, weights };
}

describe('the module for rnnlm networks', () => {
  it('computes and learns the same bits as the reference', () => {
    fc.assert(
      fc.property(cases, texts, fc.nat(), (options, text, seed) => {
        const model = created(options, seed);
        const reference = referenceOf(model);
        const [network, expected] = [new RnnlmNetwork(model), new ReferenceNetwork(reference)];
        const learner = new Learner(model, network, options);
        const expectedLearner = new ReferenceLearner(reference, expected, options);
        for (const each of [network, expected]) each.flush();
        for (const each of [learner, expectedLearner]) each.start();
        let last = 0;
        for (const [i, id] of text.entries()) {
          const word = id < 0 ? UNKNOWN : id % options.words;
          for (const each of [network, expected]) each.compute(last, word);
          assert.deepEqual(network.hidden, expected.hidden);
          assert.deepEqual(network.compressed, expected.compressed);
          assert.deepEqual(network.outputs, expected.outputs);
          for (const each of [learner, expectedLearner]) each.learn(last, word, i + 1);
          if (network.advance(word)) learner.reset();
          if (expected.advance(word)) expectedLearner.reset();
          last = word;
        }
        assert.deepEqual({ ...model.weights }, reference.weights);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a network that is larger than its memory can be', () => {
    assert.throws(
      () => emptyNetwork({ ...STRUCTURE, hidden: 30_000 }, 10, 'double'),
      (error: unknown) => error instanceof UserError && /needs 68\d\d MiB of memory/.test(error.message),
    );
  });
});
