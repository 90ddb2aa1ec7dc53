import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';
import { truncate } from '../../../../src/engine/families/ngram/truncate';
import type { LanguageModel } from '../../../../src/engine/model/languageModel';
import { readInDetail } from '../../../../src/engine/model/ranksAndEntropies';
import { openCase } from '../../support/cases';
import { train } from './support/train';

function assertEqual(model: NgramModel, ids: Int32Array): void {
  const { start, step, score, vocabulary } = model;
  const read: LanguageModel<number>['read'] = (...of) => model.read(...of);
  const plain = {
    vocabulary,
    read,
    start: start.bind(model),
    step: step.bind(model),
    score: score.bind(model),
  };
  const expected = readInDetail(plain, model.start(), ids);
  const found = readInDetail(model, model.start(), ids);
  assert.deepEqual(found.ranks, expected.ranks);
  assert.equal(found.state, expected.state);
  for (let i = 1; i < ids.length; i++) {
    assert.equal(found.logProbs[i], expected.logProbs[i]);
    const [own, plainly] = [found.entropies[i], expected.entropies[i]];
    assert.ok(Math.abs(own - plainly) < 1e-9, `${i}: ${own} is not ${plainly}`);
  }
}

const words = fc.array(fc.constantFrom(...'abcdefgh'), { maxLength: 12 });
const texts = fc
  .array(words, { minLength: 1, maxLength: 12 })
  .map(lines => lines.map(line => line.join(' ')).join('\n'));

describe('ranks and entropies of an n-gram model', () => {
  for (const smoothing of ['kneserNey', 'wittenBell', 'goodTuring', 'additive'] as const) {
    it(`are those of its distributions: ${smoothing}`, () => {
      fc.assert(
        fc.property(texts, fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(30)), (text, order, drawn) => {
          const { smoothed } = train(`a b c\n${text}\n`, order, {
            smoothing,
            interpolate: smoothing !== 'goodTuring' && smoothing !== 'additive',
          });
          const model = new NgramModel(smoothed);
          const ids = Int32Array.from([model.begin, ...drawn], id => id % (model.begin + 1));
          assertEqual(model, ids);
          if (order > 1) assertEqual(new NgramModel(truncate(smoothed, order - 1)), ids);
        }),
      );
    });
  }

  for (const name of [
    'kenlm.arpa',
    'a05-nounk.arpa',
    'a07-noeos.arpa',
    'a12-positive.arpa',
    'a48-msinf.arpa',
    'a56-opengrm.arpa',
  ]) {
    it(`are those of its distributions: ${name}`, async () => {
      const { model } = await openCase(name);
      assert.ok(model instanceof NgramModel);
      const ids = Int32Array.from({ length: 400 }, (_, i) => (i * i * 7 + i) % (model.vocabulary.size + 1));
      assertEqual(model, ids);
    });
  }
});
