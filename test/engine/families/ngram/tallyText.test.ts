import assert from 'node:assert/strict';
import { tokenizers } from '../../../../src/engine/data/tokenizers';
import { asciiWords, words } from '../../../../src/engine/data/words';
import { CacheModel } from '../../../../src/engine/families/mixture/cache';
import { Mixture } from '../../../../src/engine/families/mixture/mixture';
import { evaluate } from '../../../../src/engine/families/ngram/evaluate';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';
import { tallyText } from '../../../../src/engine/families/ngram/tallyText';
import type { LanguageModel } from '../../../../src/engine/model/languageModel';
import { textFile, train } from './support/train';

const known = textFile('words.valid.txt').toString().slice(0, 30_000);
const asked = `${textFile('words.test.txt').toString().slice(0, 40_000)}\n\nzebra\u3000zebra  <s>\n <s> the end </s>\nlast`;

describe('the totals of a text', () => {
  const model = new NgramModel(train(known, 4, { words: known.split(/\s+/).slice(0, 900) }).smoothed);
  const cached = new Mixture(
    [
      { model, weight: 0.9 },
      { model: new CacheModel(model.vocabulary, { size: 50, decay: 0.9 }), weight: 0.1 },
    ],
    'linear',
  );
  const models: [string, LanguageModel][] = [
    ['an n-gram model', model],
    ['a mixture with a cache', cached],
  ];
  for (const [name, each] of models) {
    for (const tokenizer of [words, asciiWords, tokenizers.segmented('en')]) {
      it(`are the sums of its sentences: ${name}, ${tokenizer.id}`, () => {
        const text = tokenizer.strayMark?.(asked) === undefined ? asked : asked.replace('  <s>', '');
        const bytes = new TextEncoder().encode(text.repeat(3));
        for (const unk of [true, false]) {
          const tally = tallyText({ model: each, tokenizer }, { name: 'text', bytes }, unk);
          assert.deepEqual(tally, evaluate({ model: each, tokenizer }, text.repeat(3), unk));
          assert.ok(tally.words > 10_000 && tally.oovLogProb <= 0);
        }
      });
    }
  }

  it('are the sums of parts of 65,536 tokens if the text has no sentence ends', () => {
    const tokenizer = tokenizers.character('en');
    const open = { model: new NgramModel(train('abab cc', 3, { unit: 'character' }).smoothed), tokenizer };
    const text = 'abc ab'.repeat(30_000);
    const bytes = new TextEncoder().encode(text);
    assert.deepEqual(tallyText(open, { name: 'text', bytes }, true), evaluate(open, text, true));
  });
});
