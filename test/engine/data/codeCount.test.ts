import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodeCount } from '../../../src/engine/data/codeCount';

const ascii = (text: string) => new TextEncoder().encode(text);
const codes = (text: string) => Int32Array.from(text, symbol => symbol.codePointAt(0) ?? 0);

describe('the counts of code points', () => {
  it('are the same for bytes and for code points, at any length and place', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.nat(3), (text, start) => {
        // Words start at an even place in memory, but a piece of text need not.
        const bytes = ascii(' '.repeat(start) + text).subarray(start);
        const [one, other] = [new CodeCount(), new CodeCount()];
        for (let round = 0; round < 2; round++) {
          one.add(bytes);
          other.add(codes(text));
        }
        assert.deepEqual(one.counts(), other.counts());
        assert.deepEqual([one.length, other.length], [2 * text.length, 2 * text.length]);
      }),
      { numRuns: 25 },
    );
  });

  it('are in the order of the code points, the last one included', () => {
    const count = new CodeCount();
    assert.equal(count.add(ascii('ba a')), 0xff);
    assert.equal(count.codes, 0x10000);
    assert.equal(count.add(codes('é\uFFFFa')), 0xffff);
    assert.equal(count.codes, 0x10000);
    assert.equal(count.add(codes('𝄞\u{10FFFF}\u{10000}')), 0x10ffff);
    assert.equal(count.codes, 0x110000);
    assert.deepEqual(count.counts(), {
      symbols: [' ', 'a', 'b', 'é', '\uFFFF', '\u{10000}', '𝄞', '\u{10FFFF}'],
      counts: Float64Array.of(1, 3, 1, 1, 1, 1, 1, 1),
    });
    assert.equal(count.length, 10);
  });

  it('are empty without text', () => {
    const count = new CodeCount();
    assert.equal(count.add(codes('')), 0);
    assert.equal(count.add(ascii('')), 0xff);
    assert.deepEqual([count.length, count.counts().symbols.length], [0, 0]);
    assert.equal(count.add(Int32Array.of(0)), 0);
    assert.deepEqual(count.counts(), { symbols: ['\0'], counts: Float64Array.of(1) });
  });
});
