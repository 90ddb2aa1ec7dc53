import assert from 'node:assert/strict';
import { allParts } from '../../src/engine/core/pauses';
import { Vocabulary } from '../../src/engine/data/vocabulary';
import { startingHmm } from '../../src/engine/families/hmm/hmm';
import { HmmLanguageModel } from '../../src/engine/families/hmm/hmmLanguageModel';
import { openModel } from '../../src/engine/families/kinds';
import { LdsLanguageModel } from '../../src/engine/families/lds/ldsLanguageModel';
import { CacheModel } from '../../src/engine/families/mixture/cache';
import { NgramModel } from '../../src/engine/families/ngram/ngramModel';
import { referenceKernels } from '../../src/engine/kernels/reference';
import type { LanguageModel } from '../../src/engine/model/languageModel';
import { readInDetail } from '../../src/engine/model/ranksAndEntropies';
import { wholePairs } from './families/fasterRnnlm/support/mutants';
import { trainedLds } from './families/lds/support/trainedLds';
import { mixed } from './families/mixture/support/models';
import { wholeBinaryFiles } from './families/ngram/support/binaryMutants';
import { train } from './families/ngram/support/train';
import { caseBytes } from './support/cases';
import { noise } from './support/network';
import { randomTextModel } from './support/textModel';

const TEXT = 'the cat sat on the mat\nthe dog sat on the cat\na cat and a dog\n';
// The text is longer than two windows of a recurrent network.
const LENGTH = 60;
const ports = { kernels: async () => referenceKernels() };

const ngrams = (order: number) => new NgramModel(train(TEXT, order, { smoothing: 'wittenBell' }).smoothed);

function hmm(lineEnd?: number): LanguageModel {
  const { vocabulary } = ngrams(1);
  return new HmmLanguageModel(
    startingHmm({ states: 3, symbols: vocabulary.size }, 1, 0),
    vocabulary,
    lineEnd,
  );
}

async function fasterRnnlm(): Promise<LanguageModel> {
  const [{ vocabulary, weights }] = wholePairs();
  const file = { name: 'model', bytes: vocabulary, beside: async () => weights };
  return (await openModel(file, ports)).model;
}

function lds(): LanguageModel {
  const { filter, readout, symbols } = trainedLds(TEXT, 3);
  return new LdsLanguageModel(filter, readout, new Vocabulary(symbols, false));
}

/** One model of every family. Models of new families are added here. */
const models: Readonly<Record<string, () => LanguageModel | Promise<LanguageModel>>> = {
  'a recurrent network': () => randomTextModel(referenceKernels(), 'character', TEXT).model,
  'a model of the RNNLM toolkit': async () =>
    (await openModel({ name: 'rnnlm', bytes: caseBytes('f27-rnnlm.model') }, ports)).model,
  'a model of faster-rnnlm': fasterRnnlm,
  'n-grams': () => ngrams(3),
  'n-grams in an ARPA file': async () =>
    (await openModel({ name: 'a.arpa', bytes: caseBytes('kenlm.arpa') }, ports)).model,
  'a hidden Markov model': () => hmm(),
  'a hidden Markov model of lines': () => hmm(1),
  'a linear dynamical system': lds,
  'n-grams in a binary file': async () =>
    (await openModel({ name: 'a.ngrams', bytes: wholeBinaryFiles()[0] }, ports)).model,
  'a cache': () => new CacheModel(ngrams(1).vocabulary, { size: 5, decay: 0.9 }),
  'a mixture': () => mixed([ngrams(2), ngrams(3)], 'linear'),
  'a log-linear mixture': () => mixed([ngrams(2), ngrams(3)], 'logLinear'),
};

/** Returns a text of symbols of the model. It is the same in every run of the test. */
function idsFor({ vocabulary }: LanguageModel): Int32Array {
  const random = noise(5);
  return Int32Array.from({ length: LENGTH }, () => Math.floor(((random() + 1) / 2) * vocabulary.size));
}

/** Returns ln P of every symbol at every position, computed by `step`, one token at a time. */
function bySteps(model: LanguageModel, ids: Int32Array): Float64Array[] {
  let state = model.start();
  return Array.from(ids.subarray(0, -1), id => {
    const next = model.step(state, id);
    state = next.state;
    return Float64Array.from(next.logProbs);
  });
}

function assertSame(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  assert.equal(found.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    const isSame = Object.is(found[i], expected[i]) || Math.abs(found[i] - expected[i]) < 1e-6;
    assert.ok(isSame, `value ${i}: ${found[i]}, not ${expected[i]}`);
  }
}

for (const [name, make] of Object.entries(models)) {
  describe(`a language model: ${name}`, () => {
    let model: LanguageModel;
    let ids: Int32Array;
    before(async () => {
      model = await make();
      ids = idsFor(model);
    });

    it('predicts every next token with probabilities that sum to 1', () => {
      for (const logProbs of bySteps(model, ids)) {
        const sum = logProbs.reduce((total, each) => total + Math.exp(each), 0);
        assert.ok(Math.abs(sum - 1) < 1e-5, String(sum));
      }
    });

    it('gives the same with score, read and step', () => {
      const steps = bySteps(model, ids);
      const expected = [Number.NaN, ...steps.map((logProbs, i) => logProbs[ids[i + 1]])];
      assertSame(model.score(model.start(), ids).logProbs, expected);
      const visited: number[] = [];
      model.read(model.start(), ids, (i, logProbs) => {
        visited.push(i);
        assertSame(logProbs, steps[i - 1]);
      });
      assert.deepEqual(visited, [...ids.keys()].slice(1));
    });

    it('gives the same ranks and entropies with its own method as from the distributions', () => {
      const plain: LanguageModel = Object.create(model, { detail: { value: undefined } });
      const slow = readInDetail(plain, plain.start(), ids);
      const own = readInDetail(model, model.start(), ids);
      assert.deepEqual([...own.ranks], [...slow.ranks]);
      assertSame(own.entropies, slow.entropies);
      assertSame(own.logProbs, slow.logProbs);
    });

    it('gives each token a state and its probability, if it has discrete states', () => {
      const states = model.hiddenStates?.();
      if (!states) return;
      const path = allParts(states.path(ids));
      assert.ok(path.length === ids.length && path.every(state => state >= 0 && state < states.count));
      const probabilities = allParts(states.probabilities(ids, path));
      assert.ok(probabilities.every(p => p > 0 && p <= 1 + 1e-12));
      assert.ok(Math.abs(allParts(states.shares()).reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
      for (let state = 0; state < states.count; state++) {
        const most = states.symbols(state, model.vocabulary.size);
        assert.ok(most.every(({ p }, i) => i === 0 || p <= most[i - 1].p));
      }
    });

    it('continues from any state, as often as wanted, without changing it', () => {
      const whole = model.score(model.start(), ids).logProbs;
      for (const at of [1, 2, 31]) {
        const { state } = model.score(model.start(), ids.subarray(0, at));
        model.step(state, ids[0]);
        for (let time = 0; time < 2; time++) {
          const { logProbs } = model.score(state, ids.subarray(at - 1));
          assertSame(logProbs.subarray(1), whole.subarray(at));
        }
      }
    });
  });
}
