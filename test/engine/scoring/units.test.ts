import assert from 'node:assert/strict';
import { aligned } from '../../../src/engine/data/aligned';
import type { Tokenizer } from '../../../src/engine/data/tokenizer';
import { tokenizers } from '../../../src/engine/data/tokenizers';
import { asciiWords, words } from '../../../src/engine/data/words';
import { findWeights } from '../../../src/engine/families/mixture/findWeights';
import { mixModels } from '../../../src/engine/families/mixture/mixModels';
import { readArpa } from '../../../src/engine/families/ngram/arpa/read';
import { NgramModel } from '../../../src/engine/families/ngram/ngramModel';
import { rnnlmWords } from '../../../src/engine/families/rnnlm/text/words';
import { arpaText } from '../families/ngram/support/arpaText';
import { train } from '../families/ngram/support/train';
import { caseBytes, caseText, openCase, perplexityOf } from '../support/cases';

const near = (found: number, expected: number, digits: number) =>
  assert.equal(found.toFixed(digits), expected.toFixed(digits));

const symbols = (tokenizer: Tokenizer, text: string) => {
  const found: string[] = [];
  tokenizer.scan(text, true, symbol => found.push(symbol));
  return found;
};

describe('the unit of n-grams', () => {
  it('does not depend on a word that is absent from the text', async () => {
    for (const name of ['kenlm.arpa', 'a21-nbsp.arpa']) {
      near(perplexityOf(await openCase(name), caseText('t.txt')), 5.12923, 4);
    }
  });

  it('does not depend on the form of words: single letters, or white space of other scripts', () => {
    for (const words of ['a b c', '\u3000 x\u00a0y']) {
      const lines = words.split(' ').map(word => `-0.5\t${word}\n`);
      const text = `\\data\\\nngram 1=${lines.length}\n\n\\1-grams:\n${lines.join('')}\n\\end\\\n`;
      const { tokenizer, smoothed } = readArpa({ name: 'a', bytes: Buffer.from(text) });
      assert.equal(tokenizer.id, 'word ascii');
      assert.ok(words.split(' ').every(word => smoothed.vocabulary.has(word)));
    }
  });

  it('is recorded in our own files: a paragraph without a line end is read as it was written', () => {
    const text = caseText('f15-one-paragraph.ja.txt');
    const { smoothed } = train(text, 3, {
      unit: 'segmented',
      locale: 'ja',
      smoothing: 'kneserNey',
      interpolate: true,
    });
    const tokenizer = tokenizers.segmented('ja');
    const facts = { description: '', iteration: 0 };
    const made = { model: new NgramModel(smoothed), tokenizer, ...facts };
    const file = readArpa({ name: 'a', bytes: Buffer.from(arpaText(smoothed, tokenizer.id)) });
    assert.equal(file.tokenizer.id, 'segmented ja');
    const back = { model: new NgramModel(file.smoothed), tokenizer: file.tokenizer, ...facts };
    near(perplexityOf(made, text), 1.593147, 5);
    near(perplexityOf(back, text), perplexityOf(made, text), 6);
  });

  it('can be chosen by the user', async () => {
    assert.equal((await openCase('kenlm.arpa', 'character')).tokenizer.id, 'character');
  });
});

describe('words', () => {
  it('are between Unicode spaces or between ASCII blanks', () => {
    const text = 'a\u00a0b\u3000c d\te\u000bf\r\n';
    assert.deepEqual(symbols(words, text), ['a', 'b', 'c', 'd', 'e', 'f', '</s>']);
    assert.deepEqual(symbols(asciiWords, text), ['a\u00a0b\u3000c', 'd', 'e', 'f', '</s>']);
    assert.equal(tokenizers.word('', 'ascii').id, 'word ascii');
  });

  it('of different tokenizers are aligned by their places, in any order', () => {
    const text = 'the\u00a0 cat\u3000sat on\n\n \u00a0 \nthe dog\n';
    const all = [words, asciiWords, rnnlmWords];
    for (const order of [all, [...all].reverse(), [asciiWords, words, rnnlmWords]]) {
      const tokenizer = aligned(order) ?? assert.fail();
      assert.equal(tokenizer.id, 'rnnlm words + word + word ascii');
      assert.deepEqual(symbols(tokenizer, text), [
        'the\u00a0',
        'cat\u3000sat',
        'on',
        '</s>',
        'the',
        'dog',
        '</s>',
      ]);
    }
    assert.deepEqual(symbols(aligned([words, rnnlmWords]) ?? words, '\n\na b\n\n'), ['a', 'b', '</s>']);
  });

  it('are not aligned with characters, nor with segmented words', () => {
    assert.equal(aligned([words, tokenizers.character()]), undefined);
    assert.equal(aligned([words, tokenizers.segmented('en')]), undefined);
    assert.equal(aligned([words, words]), words);
  });
});

describe('a mixture of models that split texts differently', () => {
  for (const [name, expected] of [
    ['f27-blank-lines.txt', 3.548],
    ['f27-nbsp.txt', 8.795],
    ['t.txt', 6.922],
  ] as const) {
    it(`does not depend on their order: ${name}`, async () => {
      const kenlm = { open: await openCase('kenlm.arpa') };
      const rnnlm = { open: await openCase('f27-rnnlm.model') };
      const text = { name, bytes: caseBytes(name) };
      const [one, other] = [
        [kenlm, rnnlm],
        [rnnlm, kenlm],
      ].map(members => mixModels(members, [1, 1], 'linear'));
      const perplexity = perplexityOf(one, caseText(name));
      near(perplexityOf(other, caseText(name)), perplexity, 9);
      near(perplexity, expected, 3);
      const found = [one, other].map(({ model, tokenizer }) => findWeights(model, tokenizer, text));
      near(found[0].perplexity, found[1].perplexity, 9);
      near(found[0].weights[0], found[1].weights[1], 6);
    });
  }

  it('distinguishes equal words of languages that end sentences differently', () => {
    const text = 'Τι είναι αυτό; Δεν ξέρω. Πού είναι η θάλασσα; Η θάλασσα είναι εδώ.\n'.repeat(20);
    const [greek, english] = ['el', 'en'].map(locale => {
      const tokenizer = tokenizers.segmented(locale);
      const { smoothed } = train(text, 3, { unit: 'segmented', locale });
      return { open: { model: new NgramModel(smoothed), tokenizer, description: locale, iteration: 0 } };
    });
    assert.deepEqual(
      [symbols(greek.open.tokenizer, 'Α; Β'), symbols(english.open.tokenizer, 'Α; Β')],
      [
        ['Α', ';', '</s>', ' Β', '</s>'],
        ['Α', ';', ' Β', '</s>'],
      ],
    );
    const [one, other] = [
      [greek, english],
      [english, greek],
    ].map(members => mixModels(members, [1, 1], 'linear'));
    assert.equal(one.tokenizer.id, 'segmented el + segmented en');
    assert.deepEqual(symbols(one.tokenizer, 'Α; Β'), ['Α', ';', ' Β', '</s>']);
    near(perplexityOf(one, text), perplexityOf(other, text), 9);
    assert.ok(perplexityOf(one, text) < perplexityOf(greek.open, text));
    assert.equal(mixModels([greek, greek], [1, 1], 'linear').tokenizer.id, 'segmented el');
  });

  it('is refused if words cannot be aligned', async () => {
    const words = { open: await openCase('kenlm.arpa') };
    const letters = { open: await openCase('kenlm.arpa', 'character') };
    assert.throws(() => mixModels([words, letters], [1, 1], 'linear'), /"word ascii" and "character"/);
  });
});
