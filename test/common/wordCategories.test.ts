import assert from 'node:assert/strict';
import { parseCategories } from '../../src/common/wordCategories';
import { UserError } from '../../src/protocol/userError';

describe('a file with the categories of words', () => {
  it('has a word, a tab and a category per line', () => {
    const found = parseCategories('king\tperson\r\nnew york\ta place\tmore\n\n猫\t動物', 'k.tsv');
    assert.deepEqual(found, {
      file: 'k.tsv',
      words: ['king', 'new york', '猫'],
      categories: ['person', 'a place', '動物'],
    });
  });

  it('may be the classes that word2vec writes', () => {
    assert.deepEqual(parseCategories('</s> 3\nthe 41\n', 'c').categories, ['3', '41']);
  });

  it('is refused with the line that has no category', () => {
    assert.throws(
      () => parseCategories('king\tperson\nqueen\n', 'k.tsv'),
      new UserError('"{0}" has no categories: line {1} is not a word, a tab and a category.', ['k.tsv', 2]),
    );
  });
});
