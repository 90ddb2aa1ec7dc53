import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Vocabulary } from '../../../../src/engine/data/vocabulary';
import { EMISSION_FLOOR, reestimate } from '../../../../src/engine/families/hmm/baumWelch';
import { addExpectedCounts } from '../../../../src/engine/families/hmm/expectedCounts';
import {
  emptyHmm,
  type Hmm,
  normaliseColumns,
  normaliseRows,
  startingHmm,
} from '../../../../src/engine/families/hmm/hmm';
import { HmmLanguageModel } from '../../../../src/engine/families/hmm/hmmLanguageModel';
import { distance, fixture } from '../../support/fixture';
import { transposed } from '../../support/network';
import { byEnumeration } from './support/enumeration';
import { pathOf } from './support/pathOf';

const golden = fixture('hmm/hmm-4');
const tensor = (name: string) => golden(name).data;
const ids = (name: string) => Int32Array.from(tensor(name));
const goldenHmm = (suffix: string): Hmm => ({
  states: 4,
  symbols: 27,
  initial: Float64Array.from(tensor(`pi${suffix}`)),
  transitions: Float64Array.from(tensor(`A${suffix}`)),
  emissions: transposed(tensor(`B${suffix}`), 4, 27),
});
const vocabulary = (size: number) =>
  new Vocabulary(
    Array.from({ length: size }, (_, i) => String.fromCharCode(97 + i)),
    false,
  );

/** A random model and a short sequence of its symbols. */
const cases = fc
  .record({
    states: fc.integer({ min: 1, max: 3 }),
    symbols: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat(1000),
    draws: fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }),
  })
  .map(({ states, symbols, seed, draws }) => ({
    hmm: startingHmm({ states, symbols }, seed, 0),
    sequence: Int32Array.from(draws, draw => draw % symbols),
  }));
/** Tiny Shakespeare in lower case. Everything but letters is one blank. */
const letters = () =>
  readFileSync('test/fixtures/text/tinyshakespeare.txt', 'latin1')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ');
/** The starting values of the golden figures for vowels and consonants, from sines. */
function sineHmm(): Hmm {
  const hmm = emptyHmm(2, 27);
  hmm.initial.fill(0.5);
  hmm.transitions.forEach((_, at) => {
    hmm.transitions[at] = 1 + 0.1 * Math.sin(1 + 7 * Math.floor(at / 2) + 13 * (at % 2));
  });
  hmm.emissions.forEach((_, at) => {
    hmm.emissions[at] = 1 + 0.1 * Math.sin(2 + 11 * (at % 2) + 3 * Math.floor(at / 2));
  });
  normaliseRows(hmm.transitions, 2, 2);
  normaliseColumns(hmm.emissions, 2);
  return hmm;
}

describe('a hidden Markov model', () => {
  it('has the likelihoods and parameters of numpy after each of 50 iterations of EM', () => {
    let hmm = goldenHmm('0');
    const trace: number[] = [];
    for (let k = 0; k < 50; k++) {
      const step = reestimate(hmm, [ids('train')]);
      trace.push(step.logLikelihood);
      hmm = step.hmm;
    }
    assert.ok(distance(trace, tensor('trace')) < 1e-9 * 6592);
    const last = goldenHmm('');
    for (const name of ['initial', 'transitions', 'emissions'] as const)
      assert.ok(distance(hmm[name], last[name]) < 1e-9, name);
  });

  it("gives a text that follows the training text numpy's probabilities", () => {
    const model = new HmmLanguageModel(goldenHmm(''), vocabulary(27));
    const read = model.score(model.start(), ids('train'));
    const following = Int32Array.of(ids('train')[1999], ...ids('test'));
    const { logProbs } = model.score(read.state, following);
    assert.ok(distance(logProbs.subarray(1), tensor('test_logprobs')) < 1e-9);
  });

  it("finds numpy's most likely states", () => {
    assert.deepEqual([...pathOf(goldenHmm(''), ids('test'))], [...tensor('viterbi')]);
  });

  it('counts what an enumeration of all paths of states counts', () => {
    fc.assert(
      fc.property(cases, ({ hmm, sequence }) => {
        const counts = emptyHmm(hmm.states, hmm.symbols);
        const logLikelihood = addExpectedCounts(hmm, sequence, counts);
        const expected = byEnumeration(hmm, sequence);
        assert.ok(Math.abs(logLikelihood - Math.log(expected.likelihood)) < 1e-12);
        for (const name of ['initial', 'transitions', 'emissions'] as const)
          assert.ok(distance(counts[name], expected.counts[name]) < 1e-12, name);
      }),
    );
  });

  it('finds the path with the highest probability of all paths', () => {
    fc.assert(
      fc.property(cases, ({ hmm, sequence }) => {
        assert.deepEqual([...pathOf(hmm, sequence)], byEnumeration(hmm, sequence).bestPath);
      }),
    );
  });

  it('gets no less likely by an iteration of EM, over several sequences', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 3 }), ({ hmm, sequence }, copies) => {
        const sequences = Array.from({ length: copies }, (_, i) => sequence.subarray(i % sequence.length));
        const first = reestimate(hmm, sequences);
        const second = reestimate(first.hmm, sequences);
        assert.ok(second.logLikelihood >= first.logLikelihood - 1e-9);
      }),
    );
  });

  it('counts the same however a long sequence is divided into blocks', () => {
    const hmm = startingHmm({ states: 3, symbols: 5 }, 1, 0);
    const sequence = Int32Array.from({ length: 2500 }, (_, i) => (i * i + (i % 7)) % 5);
    const counts = emptyHmm(3, 5);
    const logLikelihood = addExpectedCounts(hmm, sequence, counts);
    const model = new HmmLanguageModel(hmm, vocabulary(5));
    const { logProbs } = model.score(model.start(), sequence);
    const first = hmm.initial.reduce((sum, p, j) => sum + p * hmm.emissions[sequence[0] * 3 + j], 0);
    const sum = logProbs.subarray(1).reduce((total, value) => total + value, Math.log(first));
    assert.ok(Math.abs(logLikelihood - sum) < 1e-8);
    const total = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
    assert.ok(Math.abs(total(counts.transitions) - 2499) < 1e-8);
    assert.ok(Math.abs(total(counts.emissions) - 2500) < 1e-8);
  });

  it('says how many emissions were raised to the lowest probability', () => {
    const hmm = startingHmm({ states: 2, symbols: 3 }, 1, 0);
    const { hmm: trained, floored } = reestimate(hmm, [Int32Array.of(0, 1, 0, 1)]);
    assert.equal(floored, 2);
    assert.ok(trained.emissions.every(p => p >= EMISSION_FLOOR / 2));
  });

  it('begins a new sequence after the end of a line', () => {
    const hmm = startingHmm({ states: 2, symbols: 3 }, 1, 0);
    const model = new HmmLanguageModel(hmm, vocabulary(3), 2);
    const { state } = model.step(model.start(), 2);
    assert.deepEqual(state, hmm.initial);
  });

  it('finds vowels and consonants with two states', () => {
    const sequence = Int32Array.from(letters().slice(0, 50_000), letter =>
      letter === ' ' ? 26 : letter.charCodeAt(0) - 97,
    );
    let hmm = sineHmm();
    const trace: number[] = [];
    for (let k = 0; k < 200; k++) {
      const step = reestimate(hmm, [sequence]);
      trace.push(step.logLikelihood);
      hmm = step.hmm;
    }
    assert.deepEqual(
      [trace[0], trace[100], trace[199]].map(value => value.toFixed(4)),
      ['-165014.2046', '-136088.2886', '-135885.3199'],
    );
    const { transitions, emissions } = hmm;
    assert.deepEqual(
      [...transitions].map(p => p.toFixed(5)),
      ['0.27132', '0.72868', '0.73121', '0.26879'],
    );
    const vowels = [...'abcdefghijklmnopqrstuvwxyz '].filter(
      (_, o) => emissions[2 * o] > emissions[2 * o + 1],
    );
    const others = [...'bcdfghjklmnpqrstvwxyz'];
    assert.ok([['a', 'e', 'i', 'o', 'u', ' '].join(), others.join()].includes(vowels.join()));
  });
});
