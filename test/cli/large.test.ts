import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { ProgressLine } from '../../src/cli/train/progress';
import { lastRecord, Workplace } from './runCli';

/** A module that prints the maximum resident memory, in kilobytes, when the program exits. */
const MEASURING = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => console.error("resident", process.resourceUsage().maxRSS))',
)}`;

describe('large files on the command line', () => {
  let place: Workplace;
  before(() => {
    place = new Workplace();
    // A sparse file takes no space on disk.
    const file = openSync(place.path('huge.txt'), 'w');
    ftruncateSync(file, 2 ** 31 + 1);
    closeSync(file);
  });
  after(() => place.remove());

  it('elman score says that a model is too large, in one line', async () => {
    const { code, stdout, stderr } = await place.run('score huge.txt huge.txt');
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^"\S*huge\.txt" is too large: .*2 GiB.*\n$/);
  });

  for (const line of ['train huge.txt', 'train huge.txt --encoding latin1']) {
    it(`elman ${line} reads more than 2 GiB, and names the first byte that is not text`, async () => {
      const { code, stdout, stderr } = await place.run(line);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(
        stderr,
        /^Reading huge\.txt .*\n"huge\.txt" is not a text: byte \d+ of line 1 is NUL.*\n$|^"huge\.txt" is not a text: byte \d+ of line 1 is NUL.*\n$/,
      );
    });
  }

  for (const [unit, blocks] of [
    ['character', 220],
    ['word', 64],
  ] as const) {
    it(`elman train keeps no large text in memory: ${unit}`, async () => {
      const block = 'the quick brown fox jumps over the lazy dog, naïvely and long ago.\n'.repeat(2 ** 14);
      const file = openSync(place.path('large.txt'), 'w');
      for (let i = 0; i < blocks; i++) writeSync(file, block);
      closeSync(file);
      const { size } = statSync(place.path('large.txt'));
      const words = ['train', 'large.txt', '--unit', unit, '--max-iterations', '2', '--json'];
      const ended = await place.run(words, { nodeOptions: `--import ${MEASURING}` });
      const record = lastRecord(ended);
      assert.deepEqual([record.state, record.text.bytes], ['done', size]);
      assert.equal(record.text.tokens, blocks * 2 ** 14 * (unit === 'word' ? 14 : 67));
      const resident = 1024 * Number(/resident (\d+)/.exec(ended.stderr)?.[1]);
      if (unit === 'character') assert.ok(resident < size, `${resident} bytes resident for ${size}`);
    });
  }

  it('elman rnnlm reads a large text within its memory, and names the line of a mark inside it', async () => {
    const block = 'the quick brown fox jumps over the lazy dog.\n'.repeat(2 ** 14);
    const file = openSync(place.path('marked.txt'), 'w');
    for (let i = 0; i < 80; i++) writeSync(file, block);
    writeSync(file, 'a <s> b\n');
    closeSync(file);
    writeFileSync(place.path('small.txt'), 'a b\nb a\n');
    const line = 'rnnlm -train small.txt -valid marked.txt -rnnlm m.rnn';
    const { code, stderr } = await place.run(line, { nodeOptions: '--max-old-space-size=100' });
    assert.equal(code, 1, stderr);
    assert.match(stderr, /^Line 1310721 of "\S*marked.txt" has "<s>" inside, at column 3\./m);
  });

  it('elman train shows how much of a text it has read, on a terminal only', () => {
    const shown = (isTTY: boolean) => {
      let all = '';
      const line = new ProgressLine({ isTTY, write: text => (all += text) });
      for (const share of [0.25, 0.5, 1]) line.reading({ name: 'a.txt', share });
      return all;
    };
    assert.equal(shown(true), '\r\u001b[KReading a.txt: 25 %\r\u001b[KReading a.txt: 50 %\r\u001b[K');
    assert.equal(shown(false), '');
  });
});
