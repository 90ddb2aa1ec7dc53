import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode, decodeLines } from '../../src/engine/data/decode';

/** Returns a function that returns the bytes in pieces of this size. */
const inPieces = (bytes: Uint8Array, size: number) => () =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));

describe('a text that is decoded in pieces', () => {
  it('arrives completely, in whole lines', () => {
    const character = fc.constantFrom('a', '\n', '\r\n', 'é', '猫', '𝄞');
    const text = fc.array(character, { maxLength: 12 }).map(each => each.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (text, size) => {
        const found = [...decodeLines(inPieces(Buffer.from(text), size), 'a.txt')];
        assert.equal(found.join(''), text);
        for (const lines of found.slice(0, -1)) assert.match(lines, /\n$/);
      }),
      { numRuns: 300 },
    );
    assert.deepEqual([...decodeLines(Buffer.from('\nabc'), 'a.txt')], ['\n', 'abc']);
  });

  it('has no byte order mark, even if the mark arrives byte by byte, but keeps the same character elsewhere', () => {
    for (const text of ['a\ufeffb', '猫', '\ufeff', '']) {
      for (const size of [1, 2, 3, 100]) {
        const found = [...decode(inPieces(Buffer.from(`\ufeff${text}`), size), 'a.txt')];
        assert.equal(found.join(''), text, `${JSON.stringify(text)} in pieces of ${size}`);
      }
    }
  });

  it('is refused if its last character is cut', () => {
    const bytes = Buffer.from('a猫');
    for (const size of [1, 2, 100]) {
      assert.throws(() => [...decode(inPieces(bytes.subarray(0, -1), size), 'a.txt')], /a\.txt/);
    }
  });
});
