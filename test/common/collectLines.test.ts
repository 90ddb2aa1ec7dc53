import assert from 'node:assert/strict';
import { collectLines } from '../../src/common/collectLines';

describe('the lines that an attractor network stores', () => {
  it('are the first distinct ones, without blanks at the ends, cut after 32 characters', () => {
    const long = 'x'.repeat(40);
    const found = collectLines(['', '  one ', 'two\r', 'one', long, `${long} and more`, ' ']);
    assert.deepEqual(found, { lines: ['one', 'two', 'x'.repeat(32)], cut: 1, repeated: 2, hasMore: false });
  });

  it('are cut between code points', () => {
    assert.deepEqual(collectLines(['🐈'.repeat(33)]).lines, ['🐈'.repeat(32)]);
    assert.equal(collectLines([`${'a'.repeat(31)} b`]).lines[0], 'a'.repeat(31));
  });

  it('are read no further than needed', () => {
    let read = 0;
    function* endless() {
      for (;;) yield `line ${read++}`;
    }
    const { lines, hasMore } = collectLines(endless(), 3);
    assert.deepEqual(lines, ['line 0', 'line 1', 'line 2']);
    assert.equal(hasMore, true);
    assert.equal(read, 4);
    assert.deepEqual(collectLines([' ', '']).lines, []);
    function* equal() {
      for (;;) yield 'equal';
    }
    assert.deepEqual(collectLines(equal()), { lines: ['equal'], cut: 0, repeated: 99_999, hasMore: true });
  });
});
