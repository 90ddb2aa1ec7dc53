import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { collectionOf, collectionOfBytes } from '../../src/common/textCollections';
import { filterNames } from '../../src/engine/data/filters';
import { filtered } from '../../src/engine/data/filters/filtered';
import { words } from '../../src/engine/data/words';
import { AOZORA, GUTENBERG } from '../engine/support/markedTexts';

describe('the collection of a text', () => {
  const plain = [
    ...[AOZORA.body, GUTENBERG[0].body, '', 'A list of Project Gutenberg books\n'],
    ...['english.txt', 'japanese.txt'].map(name => readFileSync(`media/samples/${name}`, 'utf8')),
  ];

  it('is recognised by its beginning', () => {
    assert.equal(collectionOf(AOZORA.whole), 'aozora');
    for (const { whole } of GUTENBERG) assert.equal(collectionOf(whole), 'gutenberg');
    assert.equal(collectionOfBytes(Buffer.from(AOZORA.whole)), 'aozora');
    assert.equal(
      collectionOf('吾輩《わがはい》は猫《ねこ》である［＃改行］。名前《なまえ》はまだ無い。'),
      'aozora',
    );
    for (const text of plain) assert.equal(collectionOf(text), undefined, text.slice(0, 40));
  });

  it('has a filter, after which it is not recognised any more', () => {
    for (const text of [AOZORA, ...GUTENBERG].map(({ whole }) => whole)) {
      const name = filterNames.find(each => each === collectionOf(text));
      assert.equal(name && collectionOf(filtered(words, name).filter?.strip(text) ?? text), undefined);
    }
  });
});
