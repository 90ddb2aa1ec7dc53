import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type TextUnit, tokenizers } from '../../../src/engine/data/tokenizers';
import { NgramModel } from '../../../src/engine/families/ngram/ngramModel';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import type { TextModel } from '../../../src/engine/model/openModel';
import { beginningOf, idOf } from '../../../src/engine/model/textIds';
import { scoreText } from '../../../src/engine/scoring/score';
import { alignRows } from '../../../src/engine/scoring/surprisal/align';
import { checkTokenizers, wordTokenizerOf } from '../../../src/engine/scoring/surprisal/commonTokenizer';
import { regionRows } from '../../../src/engine/scoring/surprisal/regions';
import { type RowOptions, surprisalRows } from '../../../src/engine/scoring/surprisal/rows';
import { wordSpans } from '../../../src/engine/scoring/surprisal/spans';
import type { SurprisalRow } from '../../../src/engine/scoring/surprisal/surprisalRow';
import { train } from '../families/ngram/support/train';
import { randomTextModel } from '../support/textModel';

const TEXT = 'the cat sat on the mat.\nthe dog  sat on 😀 the cat!\r\n\n a bird sang. it flew off  ';
const units: readonly TextUnit[] = ['character', 'word', 'segmented'];

const networkOf = (unit: TextUnit): TextModel => randomTextModel(referenceKernels(), unit, TEXT);
const rowsOf = (open: TextModel, pieces: readonly string[], options?: RowOptions) => [
  ...surprisalRows(open, pieces.values(), options),
];
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const isNear = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-6, `${a} is not ${b}`);

/** Computes the rows by their definition, with one step of the model per token. */
function plainLoop(open: TextModel, text: string) {
  const rows: { start: number; logProb: number; rank: number; entropy: number }[] = [];
  const { model, tokenizer } = open;
  let { state, last } = beginningOf(open);
  tokenizer.scan(text, true, (symbol, start) => {
    const id = idOf(model, symbol);
    const next = last < 0 ? undefined : model.step(state, last);
    const logProbs = next && [...next.logProbs];
    const row = { start, logProb: Number.NaN, rank: 0, entropy: Number.NaN };
    if (logProbs) row.entropy = -sum(logProbs.map(value => Math.exp(value) * value));
    if (logProbs && id >= 0) {
      row.logProb = logProbs[id];
      row.rank = 1 + logProbs.filter(other => other > logProbs[id]).length;
    }
    rows.push(row);
    if (id < 0) return;
    if (next) state = next.state;
    last = id;
  });
  return rows;
}

describe('the surprisal of every token', () => {
  for (const unit of units) {
    it(`equals a plain loop over the model: ${unit}`, () => {
      const open = networkOf(unit);
      const text = `  ${TEXT}zebra`;
      const [rows, expected] = [rowsOf(open, [text]), plainLoop(open, text)];
      assert.equal(rows.length, expected.length);
      for (const [i, { start, logProb, rank, entropy }] of expected.entries()) {
        assert.equal(rows[i].start, [...text.slice(0, start)].length);
        assert.deepEqual([rows[i].rank, Number.isNaN(rows[i].logProb)], [rank, Number.isNaN(logProb)]);
        if (!Number.isNaN(logProb)) isNear(rows[i].logProb, logProb);
        if (!Number.isNaN(entropy)) isNear(rows[i].entropy, entropy);
      }
    });

    it(`is the same if the text is read in pieces: ${unit}`, () => {
      const open = networkOf(unit);
      const whole = rowsOf(open, [TEXT]);
      const words = { words: tokenizers.word() };
      const wholeWords = rowsOf(open, [TEXT], words);
      const lines = TEXT.split(/(?<=\n)/);
      assert.deepEqual(rowsOf(open, lines), whole);
      assert.deepEqual(rowsOf(open, lines, words), wholeWords);
    });

    it(`adds up to the score of the text, also by words: ${unit}`, () => {
      const open = networkOf(unit);
      const texts = fc.stringMatching(/^[ a-e.\n]{1,60}$/);
      fc.assert(
        fc.property(texts, text => {
          const known = [...text].filter(sign => TEXT.includes(sign)).join('');
          const { logProb, leftOut } = scoreText(open, '', known, true);
          for (const options of [{}, { words: tokenizers.word() }, { words: tokenizers.segmented('en') }]) {
            const rows = rowsOf(open, [known], options);
            assert.equal(sum(rows.map(({ unknown }) => unknown)), leftOut);
            if (leftOut === 0) isNear(sum(rows.map(row => row.logProb || 0)), logProb);
          }
        }),
      );
    });
  }

  it('has the length of the n-gram, its sentence, and its position there', () => {
    const { smoothed } = train(TEXT, 3, { unit: 'word' });
    const open = { model: new NgramModel(smoothed), tokenizer: tokenizers.word() };
    const rows = rowsOf(open, ['the cat sat\nthe sat\n']);
    assert.deepEqual(
      rows.map(({ token, sentence, position, order, unknown }) => [
        token,
        sentence,
        position,
        order,
        unknown,
      ]),
      [
        ['the', 1, 1, 2, 0],
        ['cat', 1, 2, 3, 0],
        ['sat', 1, 3, 3, 0],
        ['</s>', 1, 4, 1, 0],
        ['the', 2, 1, 2, 0],
        ['sat', 2, 2, 1, 0],
        ['</s>', 2, 3, 1, 0],
      ],
    );
  });

  it('is that of each line alone if every line is an item', () => {
    const open = networkOf('character');
    const rows = rowsOf(open, ['the cat\r', '\n\nsat on\rmat'], { perLine: true });
    const lines = ['the cat', 'sat on', 'mat'];
    for (const [i, line] of lines.entries()) {
      const own = rows.filter(({ item }) => item === i + 1);
      assert.equal(own.map(({ token }) => token).join(''), line);
      isNear(sum(own.map(({ logProb }) => logProb)), scoreText(open, '', line, true).logProb);
    }
    assert.deepEqual([rows[0].start, rows[7].start, rows.at(-1)?.end], [0, 10, 20]);
  });
});

describe('the surprisal of every word', () => {
  it('includes the white space before it; white space at the end has a row of its own', () => {
    const open = networkOf('character');
    const text = ' the  cat\nsat ';
    const tokens = rowsOf(open, [text]);
    const words = rowsOf(open, [text], { words: tokenizers.word() });
    assert.deepEqual(
      words.map(({ token, start, end }) => [token, start, end]),
      [
        ['the', 1, 4],
        ['cat', 6, 9],
        ['</s>', 9, 10],
        ['sat', 10, 13],
        ['', 13, 14],
      ],
    );
    const ranges = [
      [0, 4],
      [4, 9],
      [9, 10],
      [10, 13],
      [13, 14],
    ];
    for (const [i, [from, to]] of ranges.entries())
      isNear(words[i].logProb, sum(tokens.slice(from, to).map(({ logProb }) => logProb)));
  });

  it('has the rank, entropy and order of its token, or none if it has several', () => {
    const figures = ({ token, rank, entropy, order }: SurprisalRow) => ({ token, rank, entropy, order });
    const characters = networkOf('character');
    const none = { rank: 0, entropy: Number.NaN, order: 0 };
    const words = rowsOf(characters, ['the a\n'], { words: tokenizers.word() });
    assert.deepEqual(words.slice(0, 2).map(figures), [
      { token: 'the', ...none },
      // The token includes the space before it.
      { token: 'a', ...none },
    ]);
    const { smoothed } = train(TEXT, 3, { unit: 'word' });
    const open = { model: new NgramModel(smoothed), tokenizer: tokenizers.word() };
    const text = ['the cat sat\nzebra the sat\n'];
    const tokens = rowsOf(open, text).map(figures);
    assert.ok(tokens.every(({ rank, order }) => rank > 0 && order > 0));
    assert.deepEqual(rowsOf(open, text, { words: tokenizers.word() }).map(figures), tokens);
  });

  it('is in different rows for ranges that differ in their item, their start or their end', () => {
    const row = (item: number, start: number, end: number) =>
      ({ item, start, end, token: 'x' }) as SurprisalRow;
    const ranges = [row(1, 0, 2), row(1, 1, 2), row(1, 2, 3), row(1, 2, 4), row(2, 0, 2), row(2, 2, 4)];
    for (const [i, left] of ranges.entries()) {
      const others = ranges.filter((_, j) => j !== i);
      const aligned = [...alignRows([ranges.values(), [left].values(), others.values()])];
      assert.deepEqual(
        aligned.map(({ first, rows }) => [first, ...rows.map(found => found !== undefined)]),
        ranges.map((range, j) => [range, true, j === i, j !== i]),
      );
    }
    assert.deepEqual(
      [...alignRows([ranges.values()])],
      ranges.map(first => ({ first, rows: [first] })),
    );
  });

  it('is in one row for several models, whose sentence ends differ', () => {
    const models = units.map(networkOf);
    const aligned = [
      ...alignRows(
        models.map(open => surprisalRows(open, ['the cat sat'].values(), { words: tokenizers.word() })),
      ),
    ];
    assert.deepEqual(
      aligned.map(({ first, rows }) => [first.token, rows.map(row => row !== undefined)]),
      [
        ['the', [true, true, true]],
        ['cat', [true, true, true]],
        ['sat', [true, true, true]],
        ['</s>', [false, true, true]],
      ],
    );
  });
});

describe('the tokenizers of several models', () => {
  const columns = units.map(unit => ({ name: unit, open: networkOf(unit) }));
  const [character, word, segmented] = columns;

  it('must be equal for rows of tokens', () => {
    checkTokenizers([word, word]);
    assert.throws(() => checkTokenizers([word, word, segmented]), /"word" and "segmented" divide texts diff/);
  });

  it('divide a text into the words of the first model, or at white space', () => {
    assert.equal(wordTokenizerOf([segmented, word]), segmented.open.tokenizer);
    assert.equal(wordTokenizerOf([character, segmented]).id, tokenizers.word().id);
    assert.equal(wordTokenizerOf([character], 'the cat sat').id, tokenizers.word().id);
  });

  it('divide a text without spaces as Unicode segmentation does, unless the model reads words', () => {
    const texts = { ja: '猫は鼠を見た。', zh: '猫看见了老鼠。', th: 'แมวเห็นหนู' };
    for (const [locale, text] of Object.entries(texts)) {
      assert.equal(wordTokenizerOf([character], text).id, `segmented ${locale}`);
      assert.equal(wordTokenizerOf([word], text), word.open.tokenizer);
    }
    const found = wordSpans(wordTokenizerOf([character], texts.ja), texts.ja, true);
    assert.deepEqual(
      found.filter(({ start, end }) => start < end).map(each => each.text),
      ['猫', 'は', '鼠', 'を', '見', 'た', '。'],
    );
  });
});

describe('the surprisal of every region', () => {
  for (const unit of units) {
    it(`adds up to the sentence without its end: ${unit}`, () => {
      const open = networkOf(unit);
      const rows = regionRows(open, {
        item: '1',
        condition: 'a',
        regions: ['the cat ', 'sat on', ' the mat.'],
        names: ['subject', 'verb', '3'],
      });
      const tokens = rowsOf(open, ['the cat sat on the mat.']).filter(({ token }) => token !== '</s>');
      assert.deepEqual(
        rows.map(({ region, text }) => [region, text]),
        [
          ['subject', 'the cat'],
          ['verb', 'sat on'],
          ['3', 'the mat.'],
        ],
      );
      assert.equal(sum(rows.map(row => row.tokens)), tokens.length);
      isNear(sum(rows.map(({ logProb }) => logProb)), sum(tokens.map(({ logProb }) => logProb)));
    });
  }

  it('is unknown where a token has no probability', () => {
    const [known, unknown] = regionRows(networkOf('word'), {
      ...{ item: '1', condition: 'a' },
      regions: ['the cat', ' zebra'],
      names: ['1', '2'],
    });
    assert.ok(Number.isFinite(known.logProb) && Number.isNaN(unknown.logProb));
    assert.equal(unknown.unknown, 1);
  });
});
