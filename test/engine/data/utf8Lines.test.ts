import assert from 'node:assert/strict';
import { utf8Lines } from '../../../src/engine/data/utf8Lines';

const MEGABYTE = 1 << 20;

/** Returns the pieces of a text that is read in parts of `size` bytes. */
function piecesOf(text: string, size = MEGABYTE): string[] {
  const all = Buffer.from(text);
  const bytes = () =>
    Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.subarray(i * size, (i + 1) * size));
  return Array.from(utf8Lines({ name: 'a.txt', bytes }), ({ bytes }) => Buffer.from(bytes).toString());
}

describe('the lines of a text in UTF-8', () => {
  it('are in pieces that end with a line, whatever the line end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = `one${end}two words${end}${end}last`;
      for (let size = 1; size <= 12; size++) {
        const pieces = piecesOf(text, size);
        assert.equal(pieces.join(''), text, `${JSON.stringify(end)} in parts of ${size}`);
        for (const piece of pieces.slice(0, -1)) {
          assert.ok(piece.endsWith(end), JSON.stringify(pieces));
        }
      }
    }
  });

  it('are divided before a word if they are longer than 4 MiB', () => {
    for (const blank of [' ', '\t', '\v', '\f']) {
      const text = `word${blank}`.repeat(MEGABYTE + 1000);
      const pieces = piecesOf(text);
      assert.ok(pieces.length > 1, `${pieces.length} pieces`);
      assert.equal(pieces.join('').length, text.length);
      for (const piece of pieces) assert.ok(piece === '' || piece.startsWith('word'));
    }
    assert.equal(piecesOf('word.'.repeat(MEGABYTE + 1000)).length, 1);
  });

  it('have no byte order mark', () => {
    assert.equal(piecesOf('\uFEFFa\n\uFEFFb').join(''), 'a\n\uFEFFb');
  });
});
