import assert from 'node:assert/strict';
import { Lines, shown } from '../../../../src/engine/families/ngram/arpa/lines';
import { UserError } from '../../../../src/protocol/userError';

const linesOf = (text: string) => new Lines('a.txt', new TextEncoder().encode(text));

describe('the lines of a text', () => {
  it('are counted from 1, and have no blanks at their ends', () => {
    const lines = linesOf('a b\n\t c\t \t\r\n\n \r\n\u3000d\u3000\n\n e\tf ');
    const found: [number, string][] = [];
    while (lines.read()) found.push([lines.number, lines.line]);
    assert.deepEqual(found, [
      ...([
        [1, 'a b'],
        [2, 'c'],
        [3, ''],
        [4, ''],
      ] as const),
      ...([
        [5, '\u3000d\u3000'],
        [6, ''],
        [7, 'e\tf'],
      ] as const),
    ]);
    assert.deepEqual(lines.here(1, 'x'), ['a.txt', 8, 1, 'x']);
  });

  it('are skipped if they are blank', () => {
    const lines = linesOf(' \n\na\n\t\r\n b\n');
    const found: [number, string][] = [];
    while (lines.readFilled()) found.push([lines.number, lines.line]);
    assert.deepEqual(found, [
      [3, 'a'],
      [5, 'b'],
    ]);
  });

  it('that are not text have the error of their reader', () => {
    const bytes = Uint8Array.of(0x61, 0xff, 0x0a);
    const own = new UserError('own', []);
    assert.throws(
      () => new Lines('a', bytes, () => own).read(),
      error => error === own,
    );
    assert.throws(() => new Lines('a', bytes).read(), /not valid UTF-8/);
  });

  it('are shortened for messages after 60 characters', () => {
    assert.equal(shown('x'.repeat(60)), 'x'.repeat(60));
    assert.equal(shown(`${'x'.repeat(60)}y`), `${'x'.repeat(60)}…`);
  });
});
