import assert from 'node:assert/strict';
import { readRnnlm } from '../../../../src/engine/families/rnnlm/format/read';
import { writeRnnlm } from '../../../../src/engine/families/rnnlm/format/write';
import { END, RnnlmNetwork } from '../../../../src/engine/families/rnnlm/net/network';
import { RnnlmLanguageModel } from '../../../../src/engine/families/rnnlm/rnnlmLanguageModel';
import { trained } from './support/fixtures';

const TEXT = Buffer.from('b a , c\nc a b\nb , c\n');
const structures = {
  'a plain network': {},
  'direct connections': { direct: 200, directOrder: 3 },
  'direct connections and independent sentences': { direct: 200, directOrder: 3, independent: true },
  'a compression layer and backpropagation through time': { compression: 2, bptt: 2 },
};

describe('an rnnlm model as a language model', () => {
  for (const [name, structure] of Object.entries(structures)) {
    const file = writeRnnlm(trained(TEXT, TEXT, structure, 2).model);
    const model = new RnnlmLanguageModel(readRnnlm(file));
    const V = model.vocabulary.size;
    const ids = Int32Array.of(END, 1, 2, 1, END, 3, model.outside, 2, 2, END, END, 1);

    it(`has the distributions of the network that reads the same words: ${name}`, () => {
      const network = new RnnlmNetwork(readRnnlm(file));
      network.resume(readRnnlm(file).hidden);
      let { state } = { state: model.start() };
      for (const id of ids) {
        const word = id === model.outside ? -1 : id;
        network.advance(word);
        network.computeClasses(word);
        for (let c = 0; c < network.C; c++) network.computeWords(c);
        const next = model.step(state, id);
        const expected = Float64Array.from({ length: V }, (_, w) => network.probability(w));
        for (let w = 0; w < V; w++)
          assert.ok(Math.abs(Math.exp(next.logProbs[w]) - expected[w]) < 1e-12, `word ${w} after ${id}`);
        state = next.state;
      }
    });

    it(`gives the same scores one by one and together: ${name}`, () => {
      const { logProbs, state } = model.score(model.start(), ids);
      assert.ok(Number.isNaN(logProbs[0]));
      let at = model.start();
      for (let i = 0; i + 1 < ids.length; i++) {
        const next = model.step(at, ids[i]);
        const expected = ids[i + 1] === model.outside ? Number.NaN : next.logProbs[ids[i + 1]];
        assert.equal(logProbs[i + 1], expected, `token ${i + 1}`);
        at = next.state;
      }
      assert.deepEqual(state, at);
    });
  }

  for (const compression of [0, 2]) {
    it(`has its matrices by name: compression layer of ${compression}`, () => {
      const learned = trained(TEXT, TEXT, { compression }, 1).model;
      const { input, recurrent, output } = learned.weights;
      const V = learned.vocabulary.words.length;
      const D = compression || 4;
      const found = new RnnlmLanguageModel(learned).weightMatrices();
      for (const { name, rows, columns, values } of found)
        assert.equal(values().length, rows * columns, name);
      assert.deepEqual(
        found.map(({ name, rows, columns }) => [name, rows, columns]),
        [
          ...[
            ['U', V, 4],
            ['W', 4, 4],
          ],
          ...(compression > 0 ? [['K', D, 4]] : []),
          ...[
            ['O', V, D],
            ['C', 3, D],
          ],
        ],
      );
      assert.deepEqual(
        found.filter(({ isRecurrent }) => isRecurrent).map(({ name }) => name),
        ['W'],
      );
      assert.deepEqual([...found[0].values()], [...input]);
      assert.deepEqual([...found[1].values()], [...recurrent]);
      assert.deepEqual([...found.slice(-2).flatMap(({ values }) => [...values()])], [...output]);
    });
  }

  it('depends on the last word, even through direct connections alone', () => {
    const learned = trained(TEXT, TEXT, { direct: 200, directOrder: 2 }, 2).model;
    learned.weights.input.fill(0);
    const model = new RnnlmLanguageModel(learned);
    const logProbsAfter = (id: number) => [...model.step(model.start(), id).logProbs];
    assert.notDeepEqual(logProbsAfter(1), logProbsAfter(2));
    assert.notDeepEqual(logProbsAfter(1), logProbsAfter(END));
    assert.deepEqual(logProbsAfter(1), logProbsAfter(1));
  });
});
