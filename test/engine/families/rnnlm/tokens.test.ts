import assert from 'node:assert/strict';
import { scanTokens } from '../../../../src/engine/families/rnnlm/text/tokens';

function read(text: string | Uint8Array) {
  const tokens: string[] = [];
  const dropped = scanTokens(Buffer.from(text), token => tokens.push(token));
  return { tokens, dropped };
}

describe('the tokens of RNNLM', () => {
  it('are words between blanks and tabs, and an end for each line', () => {
    const { tokens, dropped } = read('a  b\tc\n\n');
    assert.deepEqual(tokens, ['a', 'b', 'c', '</s>', '</s>']);
    assert.deepEqual(dropped, { cutWords: 0, lastWord: undefined });
  });

  it('are the same for CRLF, CR and LF at the ends of lines', () => {
    for (const end of ['\r\n', '\r', '\n']) {
      const { tokens } = read(`a${end}b c${end}${end}d${end}`);
      assert.deepEqual(tokens, ['a', '</s>', 'b', 'c', '</s>', '</s>', 'd', '</s>'], JSON.stringify(end));
    }
  });

  it('leave out a last word without the end of its line, and name it', () => {
    const { tokens, dropped } = read('a\nlast');
    assert.deepEqual(tokens, ['a', '</s>']);
    assert.equal(dropped.lastWord, 'last');
  });

  it('are cut after 99 bytes, and those that were cut are counted', () => {
    const [short, long] = ['x'.repeat(99), 'x'.repeat(100)];
    const { tokens, dropped } = read(`${short} ${long}\n`);
    assert.deepEqual(tokens, [short, short, '</s>']);
    assert.equal(dropped.cutWords, 1);
  });
});
