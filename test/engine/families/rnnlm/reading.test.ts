import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openModel } from '../../../../src/engine/families/kinds';
import { rnnlmWords } from '../../../../src/engine/families/rnnlm/text/words';
import { scoreText } from '../../../../src/engine/scoring/score';
import { fixtureBytes, readListing } from './support/fixtures';

const ports = {
  kernels: () => Promise.reject(new Error('none are needed')),
};

describe('an rnnlm model file', () => {
  for (const name of ['srn.model', 'bptt-binary.model']) {
    it(`${name} opens as a model`, async () => {
      const open = await openModel({ name, bytes: fixtureBytes(name) }, ports);
      assert.equal(open.description, 'rnnlm · logistic · 16 · class 20');
      assert.equal(open.model.vocabulary.size, 1091);
    });
  }

  it('gives a text the same probability as the C tool', async () => {
    const open = await openModel({ name: 'srn', bytes: fixtureBytes('srn.model') }, ports);
    const text = readFileSync('test/fixtures/text/words.test.txt', 'utf8');
    const { words, logProb } = readListing('srn.test.log');
    const score = scoreText(open, '', text, true);
    assert.equal(score.scored, words.length);
    assert.ok(Math.abs(score.logProb / Math.LN10 / logProb - 1) < 1e-6);
    const line = text.indexOf('\n') + 1;
    const second = scoreText(open, text.slice(0, line), text.slice(line, text.indexOf('\n', line) + 1), true);
    const length = second.tokens;
    const first = text.slice(0, line).trim().split(' ').length + 1;
    const listed = words
      .slice(first, first + length)
      .reduce((sum, word) => sum + Math.log(word.probability), 0);
    assert.ok(Math.abs(second.logProb / listed - 1) < 1e-5);
  });

  it('splits words as rnnlm does, without losing any', () => {
    const cut = (text: string, complete = true) => {
      const found: string[] = [];
      rnnlmWords.scan(text, complete, (symbol, start, end) =>
        found.push(`${symbol}:${text.slice(start, end)}`),
      );
      return found;
    };
    assert.deepEqual(cut('a\u3000b\tc\r\n\nd'), [
      'a\u3000b:a\u3000b',
      'c:c',
      '</s>:\r\n',
      '</s>:\n',
      'd:d',
      '</s>:',
    ]);
    assert.deepEqual(cut('d', false), ['d:d']);
    assert.deepEqual(cut('d\n'), ['d:d', '</s>:\n']);
  });
});
