import assert from 'node:assert/strict';
import { configure } from '../../src/engine/configuration/configure';
import { tokenizerOf } from '../../src/engine/configuration/text';
import { sentencesIn, tokensIn } from '../../src/workers/labels/placedTokens';

const tokenizer = (unit: string) => tokenizerOf(configure({ 'text.unit': unit, 'text.locale': 'en' }));

const placed = (text: string, unit = 'word') =>
  [...sentencesIn(text, tokenizer(unit))].map(sentence =>
    sentence.map(({ symbol, start, end }) => {
      assert.equal(text.slice(start, end), symbol);
      return symbol;
    }),
  );

describe('the tokens of a text that is labelled', () => {
  it('are those of one text, without line ends and blanks around it', () => {
    const text = ' \tab\r\nc ';
    const tokens = tokensIn(text, tokenizer('character'));
    assert.equal(tokens.map(({ symbol }) => symbol).join(''), 'ab  c');
    assert.deepEqual(
      tokens.map(({ start }) => start),
      [2, 3, 4, 5, 6],
    );
  });

  it('are sentences of words, one per line', () => {
    assert.deepEqual(placed('the dog\r\n\n  barks loudly\rnow'), [
      ['the', 'dog'],
      ['barks', 'loudly'],
      ['now'],
    ]);
    assert.deepEqual(placed('The dog barks.', 'segmented'), [['The', 'dog', 'barks', '.']]);
  });

  it('are words, not a table, in a text whose lines do not all have one tab after their beginning', () => {
    assert.deepEqual(placed('the dog\n\tbarks loudly'), [
      ['the', 'dog'],
      ['barks', 'loudly'],
    ]);
    assert.deepEqual(placed('the\tDET\nthe dog'), [
      ['the', 'DET'],
      ['the', 'dog'],
    ]);
    assert.deepEqual(placed('a\tb\tc'), [['a', 'b', 'c']]);
    assert.deepEqual(placed('\tindented'), [['indented']]);
  });

  it('are one per line in a table, in which an empty line ends a sentence', () => {
    assert.deepEqual(placed('the\tDET\n dog \tNOUN\n\n\nbarks\tVERB'), [['the', 'dog'], ['barks']]);
    assert.deepEqual(placed(''), []);
  });
});
