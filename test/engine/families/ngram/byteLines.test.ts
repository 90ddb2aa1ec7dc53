import assert from 'node:assert/strict';
import { ByteLines } from '../../../../src/engine/families/ngram/arpa/byteLines';
import { UserError } from '../../../../src/protocol/userError';

const linesOf = (text: string) => new ByteLines('a.arpa', new TextEncoder().encode(text));

/** Returns all lines with their numbers. */
function listed(lines: ByteLines, read: 'read' | 'readFilled' = 'read'): [number, string][] {
  const found: [number, string][] = [];
  while (lines[read]()) found.push([lines.number, lines.line]);
  return found;
}

describe('the lines of an ARPA file', () => {
  it('are counted from 1, and have no blanks at their ends', () => {
    assert.deepEqual(listed(linesOf('a b\n\t c\t \t\r\n\n \r\n-\u3000\n d\te')), [
      [1, 'a b'],
      [2, 'c'],
      [3, ''],
      [4, ''],
      [5, '-\u3000'],
      [6, 'd\te'],
    ]);
    assert.deepEqual(listed(linesOf('')), []);
    assert.deepEqual(listed(linesOf('\n')), [[1, '']]);
  });

  it('are skipped if they are blank', () => {
    assert.deepEqual(listed(linesOf('\n\t\na\n \r\n\nb\n \n'), 'readFilled'), [
      [3, 'a'],
      [6, 'b'],
    ]);
  });

  it('are the same in pieces', () => {
    const text = 'first\n\tsecond \nthird';
    const pieces = () => [...text].map(letter => new TextEncoder().encode(letter));
    assert.deepEqual(listed(new ByteLines('a', pieces)), listed(linesOf(text)));
  });

  it('can be read from their bytes', () => {
    const lines = linesOf('one\ntwo\nthree');
    assert.equal(lines.read(), true);
    assert.deepEqual([lines.at, lines.ended], [4, 8]);
    lines.skipTo(8);
    assert.equal(lines.number, 2);
    assert.equal(lines.read(), true);
    assert.deepEqual([lines.number, lines.line], [3, 'three']);
    assert.deepEqual(lines.here('x', 4), ['a.arpa', 3, 'x', 4]);
    assert.equal(lines.read(), false);
  });

  it('are refused with their number if they are not text', () => {
    for (const bytes of [Uint8Array.of(0x61, 0x0a, 0xff, 0x0a), Uint8Array.of(0x0a, 0x62, 0x00, 0x0a)]) {
      const lines = new ByteLines('a.arpa', bytes);
      lines.read();
      lines.read();
      assert.throws(
        () => lines.line,
        (error: unknown) => error instanceof UserError && error.args.includes(2),
      );
    }
  });
});
