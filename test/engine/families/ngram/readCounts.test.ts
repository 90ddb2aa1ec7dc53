import assert from 'node:assert/strict';
import { readCounts } from '../../../../src/engine/families/ngram/count/readCounts';
import { UserError } from '../../../../src/protocol/userError';
import { countList } from './support/countList';

const read = (text: string, order = 2) =>
  readCounts({ name: 'counts.txt', bytes: new TextEncoder().encode(text) }, { order });

describe('a list of counts', () => {
  it('is read in any order, and adds up the counts of repeated n-grams', () => {
    const { vocabulary, counts } = read('a b 2\r\n\na\t3\na b\t1\nb 4\na b c\t9\n<s>\t2\n');
    assert.deepEqual(vocabulary.symbols, ['</s>', '<unk>', 'a', 'b']);
    const [a, b] = ['a', 'b'].map(word => vocabulary.id(word));
    const list = countList(counts);
    assert.deepEqual(
      [`${a}`, `${b}`, `${a} ${b}`, `${vocabulary.size}`].map(words => list.get(words)),
      [3, 4, 3, 2],
    );
  });

  it('is refused with the number of the invalid line', () => {
    const cases: Record<string, RegExp> = {
      '': /no n-gram counts/,
      'a\t3\nb': /^Line 2 .*"b", but/,
      'a\t-1\n': /^Line 1 /,
      'a\t1.5\n': /^Line 1 /,
      'a\tnan\n': /^Line 1 /,
      'a\t99999999999999999999\n': /^Line 1 /,
      '7\n': /^Line 1 /,
      'a\t1\na <s>\t1\n': /^Line 2 .*first word/,
    };
    for (const [text, message] of Object.entries(cases)) {
      assert.throws(
        () => read(text),
        (error: unknown) => error instanceof UserError && message.test(error.message),
        text,
      );
    }
    assert.throws(() => read('a b c\t1\nc\t1\n', 3), /Line 1 .*"a b c"/);
  });
});
