import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readRnnlm } from '../../../../src/engine/families/rnnlm/format/read';
import { type Hypothesis, scoreHypotheses } from '../../../../src/engine/families/rnnlm/nbest';
import { RnnlmLanguageModel } from '../../../../src/engine/families/rnnlm/rnnlmLanguageModel';
import type { Precision } from '../../../../src/engine/families/rnnlm/rnnlmModel';
import {
  perplexityFromLog10,
  type TestedWord,
  type TestOptions,
  testText,
} from '../../../../src/engine/families/rnnlm/test';
import { encodeWords } from '../../../../src/engine/families/rnnlm/text/vocabulary';
import { fixtureBytes, RATES, readListing } from './support/fixtures';

function read(
  modelName: string,
  textName: string,
  options: Partial<TestOptions> = {},
  precision: Precision = 'double',
) {
  const model = readRnnlm(fixtureBytes(`${modelName}.model`), precision);
  const ids = encodeWords(readFileSync(`test/fixtures/text/${textName}`), model.vocabulary.words);
  const words: TestedWord[] = [];
  const totals = testText(model, ids, { lambda: 1, ...options }, word => words.push(word));
  return { model, ids, words, totals, perplexity: perplexityFromLog10(totals.logProb, totals.words) };
}

const relative = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);
/**
 * Returns whether two numbers agree. An absolute difference of 5e-11 is allowed, because the C tool prints
 * ten decimals.
 */
const isNear = (a: number, b: number) => Math.abs(a - b) <= 1e-5 * b + 5e-11;

describe('rnnlm -test', () => {
  for (const name of ['srn', 'bptt', 'independent']) {
    it(`${name}: every word has the same probability as in the C tool`, () => {
      const listing = readListing(`${name}.test.log`);
      const { words, totals, perplexity } = read(name, 'words.test.txt');
      assert.equal(words.length, listing.words.length);
      for (const [i, { index, probability }] of listing.words.entries()) {
        assert.equal(words[i].word, index);
        assert.ok(isNear(words[i].probability, probability), `word ${i}: ${words[i].probability}`);
      }
      assert.ok(relative(totals.logProb, listing.logProb) < 1e-6);
      assert.ok(relative(perplexity, listing.perplexity) < 1e-6);
    });

    it(`${name}: scoring as a language model gives the same probabilities`, () => {
      const { model, ids, words } = read(name, 'words.test.txt');
      const some = Int32Array.of(0, ...ids.subarray(0, 400));
      const languageModel = new RnnlmLanguageModel(model);
      const scores = languageModel.score(languageModel.start(), some).logProbs;
      assert.ok(Number.isNaN(scores[0]));
      let state = languageModel.start();
      for (let i = 1; i < some.length; i++) {
        assert.ok(relative(Math.exp(scores[i]), words[i - 1].probability) < 1e-12);
        const next = languageModel.step(state, some[i - 1]);
        assert.ok(Math.abs(next.logProbs[some[i]] - scores[i]) < 1e-12);
        state = next.state;
      }
    });
  }

  it('skips unknown words', () => {
    const listing = readListing('bptt.oov.log');
    const { words, totals, perplexity } = read('bptt', 'words.oov.txt');
    assert.deepEqual(
      words.map(({ word }) => word),
      listing.words.map(({ index }) => index),
    );
    assert.equal(words.filter(({ word }) => word === -1).length, 246);
    assert.ok(relative(totals.logProb, listing.logProb) < 1e-6);
    assert.ok(relative(perplexity, listing.perplexity) < 1e-6);
  });

  for (const [name, rates, logProb, perplexity] of [
    ['srn', undefined, -3193.184808, 77.130308],
    ['srn', RATES, -3095.596614, 67.538098],
    ['bptt', undefined, -3162.261944, 73.951866],
    ['bptt', RATES, -3085.140492, 66.583878],
    ['independent', undefined, -3217.847892, 79.762977],
    ['independent', RATES, -3120.214626, 69.839075],
  ] as const) {
    it(`${name}, ${rates ? 'dynamic' : 'static'}: reads unknown words as the C tool in double precision does`, () => {
      const found = read(name, 'words.oov.txt', { dynamic: rates });
      assert.equal(found.totals.logProb.toFixed(6), String(logProb));
      assert.equal(found.perplexity.toFixed(6), String(perplexity));
    });
  }

  for (const name of ['srn', 'bptt', 'independent']) {
    it(`${name}: scoring as a language model reads unknown words in the same way`, () => {
      const { model, ids, words } = read(name, 'words.oov.txt');
      const languageModel = new RnnlmLanguageModel(model);
      const known = (id: number) => (id < 0 ? languageModel.outside : id);
      const some = Int32Array.of(0, ...ids.subarray(0, 400).map(known));
      const scores = languageModel.score(languageModel.start(), some).logProbs;
      const visited: number[] = [];
      languageModel.read(languageModel.start(), some, (i, logProbs) =>
        visited.push(logProbs[some[i]] ?? Number.NaN),
      );
      for (let i = 1; i < some.length; i++) {
        const { word, probability } = words[i - 1];
        assert.equal(Number.isNaN(scores[i]), word < 0);
        if (word < 0) continue;
        assert.ok(relative(Math.exp(scores[i]), probability) < 1e-12);
        assert.ok(Math.abs(visited[i - 1] - scores[i]) < 1e-12);
      }
    });
  }

  it('learns while testing: dynamic evaluation', () => {
    const listing = readListing('bptt.dynamic.log');
    const { perplexity } = read('bptt', 'words.test.txt', { dynamic: RATES }, 'single');
    assert.ok(relative(perplexity, listing.perplexity) < 1e-3, String(perplexity));
    const inDouble = read('bptt', 'words.test.txt', { dynamic: RATES }).perplexity;
    // The expected number was computed by the C tool, compiled for double precision.
    assert.ok(relative(inDouble, 54.040779) < 1e-6, String(inDouble));
  });

  it('mixes probabilities with another model', () => {
    const { ids, words } = read('srn', 'words.oov.txt');
    const others = new Float64Array(ids.length).fill(0.25);
    const { totals } = read('srn', 'words.oov.txt', { others, lambda: 0.75 });
    const log10 = (values: number[]) => values.reduce((sum, value) => sum + Math.log10(value), 0);
    assert.equal(totals.words, ids.length);
    assert.ok(relative(totals.otherLogProb, log10(words.map(() => 0.25))) < 1e-12);
    const mixed = words.map(({ probability }) => 0.75 * probability + 0.25 * 0.25);
    assert.ok(relative(totals.mixedLogProb, log10(mixed)) < 1e-12);
    const alone = words.map(({ probability }) => probability || 1e-8);
    assert.ok(relative(totals.logProb, log10(alone)) < 1e-12);
  });

  it('scores n-best lists', () => {
    const model = readRnnlm(fixtureBytes('independent.model'));
    const lines = readFileSync('test/fixtures/rnnlm/nbest.txt', 'latin1').trimEnd().split('\n');
    const hypotheses: Hypothesis[] = lines.map(line => {
      const [utterance, ...words] = line.split(' ');
      return { utterance, ids: encodeWords(Buffer.from(`${words.join(' ')}\n`), model.vocabulary.words) };
    });
    const expected = readFileSync('test/fixtures/rnnlm/independent.nbest.log', 'latin1').trim().split('\n');
    const scores: number[] = [];
    scoreHypotheses(model, hypotheses, 1, score => scores.push(score));
    assert.equal(scores.length, expected.length);
    for (const [i, score] of scores.entries()) assert.ok(Math.abs(score - Number(expected[i])) < 1e-4);
  });
});

describe('hypotheses of rnnlm', () => {
  const model = readRnnlm(fixtureBytes('srn.model'));
  const scoreOf = (ids: readonly number[], others?: readonly number[]) => {
    const scores: number[] = [];
    const hypothesis: Hypothesis = {
      utterance: '1',
      ids: Int32Array.from(ids),
      ...(others && { others: Float64Array.from(others) }),
    };
    const totals = scoreHypotheses(model, [hypothesis], 0.5, score => scores.push(score));
    return { ...totals, score: scores[0] };
  };

  it('have 10^-5 for a word that no model knows, and the probability of the other model if it knows it', () => {
    const none = scoreOf([-1]);
    assert.deepEqual([none.score, none.logProb, none.otherLogProb, none.words], [-5, -5, -5, 1]);
    const other = scoreOf([-1], [0.01]);
    for (const sum of [other.score, other.logProb, other.otherLogProb]) assert.ok(Math.abs(sum + 2) < 1e-12);
    assert.ok(Number.isFinite(scoreOf([-1, 0], [0, 0.1]).score));
  });
});
