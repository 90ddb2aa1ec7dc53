import assert from 'node:assert/strict';
import { ByteBuffer } from '../../../../src/engine/families/ngram/arpa/byteBuffer';
import { readArpa } from '../../../../src/engine/families/ngram/arpa/read';
import { arpaText } from './support/arpaText';
import { train } from './support/train';

/**
 * A model in which the back-off weights of "a" and "b" must be written. "a" begins a longer n-gram but has
 * the weight 0. "b" has a weight but begins no longer n-gram. Readers treat an n-gram without a written
 * weight as one that begins no longer n-gram. "a b" needs no weight.
 */
const MODEL = `\\data\\
ngram 1=4
ngram 2=1

\\1-grams:
-0.7\t</s>
-0.3\t<unk>
-0.5\ta\t0
-0.6\tb\t-0.2

\\2-grams:
-0.1\ta b

\\end\\
`;

describe('writing an ARPA file', () => {
  it('gives a back-off weight to an n-gram that begins a longer one or has one, and to no other', () => {
    const { smoothed } = readArpa({ name: 'model.arpa', bytes: Buffer.from(MODEL) });
    assert.equal(arpaText(smoothed), MODEL);
  });

  it('gives no unknown word to a model that has none', () => {
    const closed = MODEL.replace('1=4', '1=3').replace('-0.3\t<unk>\n', '');
    const { smoothed } = readArpa({ name: 'model.arpa', bytes: Buffer.from(closed) });
    assert.equal(arpaText(smoothed), closed);
  });
});

describe('the words before the last one of an n-gram', () => {
  it('are written whatever their length', () => {
    // There is room for 64 bytes at first.
    for (let length = 52; length <= 68; length++) {
      const words = ['a'.repeat(length), 'b'.repeat(length % 7)].filter(word => word !== '').join(' ');
      const { smoothed } = train(`${words} c\n`, 3, { smoothing: 'wittenBell' });
      assert.match(arpaText(smoothed), new RegExp(`\t<s> ${words.split(' ')[0]} \\w+\n`));
      assert.match(arpaText(smoothed), new RegExp(`\t${`<s> ${words} c`.split(' ').slice(-3).join(' ')}\n`));
    }
  });
});

describe('the writer of ARPA files', () => {
  const PIECE = 1 << 18;

  it('hands over a piece at 256 KiB, and then starts an empty one', () => {
    const out = new ByteBuffer();
    out.ascii('a'.repeat(PIECE - 1));
    assert.equal(out.isPiece, false);
    out.byte(0x62);
    assert.equal(out.isPiece, true);
    assert.equal(Buffer.from(out.take()).toString(), `${'a'.repeat(PIECE - 1)}b`);
    assert.equal(out.isPiece, false);
    out.copy(Buffer.from('-cde-'), 1, 4);
    assert.equal(Buffer.from(out.take()).toString(), 'cde');
  });

  it('accepts a line longer than a piece', () => {
    const out = new ByteBuffer();
    const line = 'long '.repeat(PIECE);
    out.ascii('a');
    out.ascii(line);
    out.copy(Buffer.from(line), 0, line.length);
    out.byte(0x62);
    assert.equal(Buffer.from(out.take()).toString(), `a${line}${line}b`);
  });
});
