import assert from 'node:assert/strict';
import { encodeText, readCorpus } from '../../src/engine/data/corpus';
import { IdList } from '../../src/engine/data/idList';
import { piecesOf } from '../../src/engine/data/numbering';
import { tokenizers } from '../../src/engine/data/tokenizers';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { scoreText } from '../../src/engine/scoring/score';
import { scorePieces } from '../../src/engine/scoring/scorePieces';
import { randomTextModel } from './support/textModel';

const LINE = 'the cat sat on the mat 𝄞 and the dog, too. ';
const units = ['character', 'word', 'segmented'] as const;
/** A text that is longer than the limit at which a line is cut. */
const long = LINE.repeat(150_000);

describe('big texts', () => {
  for (const unit of units.slice(0, 2)) {
    it(`in one line have the same tokens in pieces: ${unit}`, () => {
      const tokenizer = tokenizers[unit]('en');
      const text = { name: 'long.txt', bytes: Buffer.from(long) };
      assert.ok([...piecesOf(text, tokenizer)].length > 1);
      const { ids: all, vocabulary } = readCorpus(text, tokenizer, 1);
      const ids = all.subarray(0, all.length);
      const one: number[] = [];
      tokenizer.scan(LINE, false, symbol => one.push(vocabulary.id(symbol)));
      const end = unit === 'word' ? 1 : 0;
      assert.equal(ids.length, one.length * 150_000 + end);
      for (let i = 0; i < ids.length - end; i++)
        if (ids[i] !== one[i % one.length]) assert.fail(`token ${i}`);
      assert.deepEqual(encodeText(text, tokenizer, vocabulary).ids, ids);
    });
  }

  for (const unit of units) {
    it(`have the same score in pieces: ${unit}`, () => {
      const text = `${LINE}\r\n\n  \n${LINE}unseen\n  x`.repeat(40);
      const open = randomTextModel(referenceKernels(), unit, LINE);
      const whole = scoreText(open, '', text, true);
      for (const size of [1, 7, 30]) {
        const lines = text.split(/(?<=\n)/);
        const pieces = Array.from({ length: Math.ceil(lines.length / size) }, (_, i) =>
          lines.slice(i * size, (i + 1) * size).join(''),
        );
        const { mostSurprising, ...sums } = scorePieces(open, pieces.values());
        const { mostSurprising: wholeSurprising, ...wholeSums } = whole;
        assert.deepEqual(Object.keys(sums), Object.keys(wholeSums));
        for (const [name, sum] of Object.entries(wholeSums)) {
          // `name` is a key of `sums`.
          const found = sums[name as keyof typeof sums];
          assert.ok(Math.abs(found - sum) <= 1e-9 * Math.abs(sum), `${name}: ${found}, not ${sum}`);
        }
        const places = (score: typeof whole.mostSurprising) =>
          score.map(({ start, text: token }) => [start, token]);
        assert.deepEqual(places(mostSurprising), places(wholeSurprising));
      }
      assert.equal(scorePieces(open, [].values()).tokens, 0);
    });
  }

  it('store ids in as few bytes as their vocabulary needs', () => {
    for (const [size, bytes] of [
      [256, 1],
      [257, 2],
      [65_537, 4],
    ]) {
      const list = new IdList(size);
      for (let id = 0; id < 3000; id++) list.push((id * 7) % size);
      const ids = list.take();
      assert.equal(ids.BYTES_PER_ELEMENT, bytes);
      assert.deepEqual(
        [...ids],
        Array.from({ length: 3000 }, (_, id) => (id * 7) % size),
      );
    }
  });
});
