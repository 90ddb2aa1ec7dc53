import assert from 'node:assert/strict';
import {
  closeSync,
  ftruncateSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { showingProgress } from '../../src/cli/scoringProgress';
import { ProgressLine } from '../../src/cli/train/progress';
import { wholeText } from '../../src/cli/wholeText';
import { UserError } from '../../src/protocol/userError';
import { CliFolder, lastRecord } from './runCli';

/** A module that prints the maximum resident memory, in kilobytes, when the program exits. */
const MEASURING = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => console.error("resident", process.resourceUsage().maxRSS))',
)}`;

const LINE = `the quick fox ${'long'.repeat(40)}\n`;

/** Returns the number of line breaks in a file. */
function linesIn(file: string): number {
  const bytes = readFileSync(file);
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

describe('large files on the command line', () => {
  let place: CliFolder;
  before(() => {
    place = new CliFolder();
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

  // The columns are the flags, the model, the size of the text, the rows per line and the rows of the last line.
  // By words, a line has four words and its end. The last line, `a b`, has no line break; only the n-grams of
  // words predict its end.
  for (const [flags, model, megabytes, perLine, last] of [
    ['--tokens', 'learned.arpa', 10, 5, 3],
    ['--words --tokens', 'learned.arpa', 10, 5, 3],
    ['--tokens', 'trained.safetensors', 1, LINE.length, 3],
    ['--words --tokens', 'trained.safetensors', 10, 5, 2],
  ] as const) {
    it(`elman score ${model} ${flags} writes all rows of a large text within its memory`, async () => {
      const lines = Math.floor((megabytes * 1_000_000) / LINE.length);
      writeFileSync(place.path('scored.txt'), `${LINE.repeat(lines)}a b`);
      writeFileSync(place.path('learned.txt'), LINE.repeat(20));
      const made = await place.run(
        model === 'learned.arpa'
          ? 'ngram --text learned.txt --order 2 --wbdiscount --lm learned.arpa'
          : 'train learned.txt --hidden 2 --sequence-length 5 --max-iterations 1 --out trained.safetensors',
      );
      assert.equal(made.code, 0, made.stderr);
      const words = `score ${model} scored.txt ${flags} scored.tsv`;
      const ended = await place.run(words, { nodeOptions: '--max-old-space-size=40' });
      assert.deepEqual([ended.code, ended.stdout, ended.stderr], [0, '', '']);
      // The table has a header and ends in a line break.
      assert.equal(linesIn(place.path('scored.tsv')) - 1, perLine * lines + last);
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

  it('elman train keeps the tokens of a large validation text out of its heap', async () => {
    const line = 'the quick brown fox jumps over the lazy dog.\n';
    writeFileSync(place.path('small.txt'), line.repeat(20));
    // An array of JavaScript numbers takes 8 bytes per token, 42 MB in all, and twice as much while it grows.
    writeFileSync(place.path('validation.txt'), line.repeat(2 ** 19));
    const network = '--unit word --hidden 1 --sequence-length 5 --max-iterations 1';
    const ended = await place.run(`train small.txt --validation-file validation.txt ${network} --json`, {
      nodeOptions: '--max-old-space-size=56',
    });
    assert.equal(ended.code, 0, ended.stderr);
    assert.equal(lastRecord(ended).validationText?.tokens, 10 * 2 ** 19);
  });

  for (const [command, heap] of [
    ['mix learned.arpa learned.arpa --text repeated.txt', 32],
    ['states trained.safetensors repeated.txt', 24],
  ] as const) {
    it(`elman ${command} keeps neither a large text nor its tokens in memory`, async () => {
      const line = 'the quick fox\n';
      writeFileSync(place.path('learned.txt'), line.repeat(20));
      writeFileSync(place.path('repeated.txt'), line.repeat(2 ** 20));
      const network = '--unit word --hidden 1 --sequence-length 5 --max-iterations 1';
      for (const before of [
        'ngram --text learned.txt --order 2 --wbdiscount --lm learned.arpa',
        `train learned.txt ${network} --out trained.safetensors`,
      ]) {
        const { code, stderr } = await place.run(before);
        assert.equal(code, 0, stderr);
      }
      const { code, stderr } = await place.run(command, { nodeOptions: `--max-old-space-size=${heap}` });
      assert.equal(code, 0, stderr);
    });
  }

  it('a text that is read into one string may have as many characters as a string', () => {
    const text = { name: 'a.txt', bytes: Buffer.from('a\u3042\n'.repeat(2 ** 19)) };
    assert.equal(wholeText(text, 3 * 2 ** 19).length, 3 * 2 ** 19);
    assert.throws(
      () => wholeText(text, 3 * 2 ** 19 - 1),
      new UserError(
        '"{0}" is too large: this kind of text may have at most {1} characters. Use a part of it.',
        ['a.txt', 3 * 2 ** 19 - 1],
      ),
    );
  });

  it('elman train shows how much of a text it has read, on a terminal only', () => {
    const shown = (isTTY: boolean) => {
      let all = '';
      const line = new ProgressLine({ isTTY, write: text => (all += text) });
      for (const share of [0.25, 0.5, 1]) line.reading({ name: 'a.txt', share });
      return all;
    };
    assert.equal(shown(true), '\r\u001b[KReading a.txt: 25%\r\u001b[KReading a.txt: 50%\r\u001b[K');
    assert.equal(shown(false), '');
  });

  it('elman score shows how much of a large text it has scored, on a terminal only, also before an error', () => {
    const pieces = [0, 1, 2, 3].map(() => new Uint8Array(1 << 20));
    const shown = (
      screen: { isTTY: boolean; columns?: number },
      { size, fails }: { size: number; fails?: boolean },
    ) => {
      let all = '';
      const bytes = function* () {
        yield* pieces.slice(0, fails ? 2 : 4);
        if (fails) throw new Error('unreadable');
      };
      const source = { name: 'a.txt', uri: '', bytes, size };
      const text = showingProgress(source, { ...screen, write: words => (all += words) });
      assert.ok(typeof text === 'function');
      const read = () => [...text()].length;
      if (fails) assert.throws(read, /unreadable/);
      else assert.equal(read(), 4);
      return all;
    };
    const line = (percent: number) => `\r\u001b[KScoring a.txt: ${percent}%`;
    const size = 1 << 22;
    const [lines, erased] = [[0, 25, 50, 75].map(line), '\r\u001b[K'];
    assert.equal(shown({ isTTY: true }, { size }), lines.join('') + erased);
    assert.equal(shown({ isTTY: true }, { size, fails: true }), lines.slice(0, 2).join('') + erased);
    assert.equal(shown({ isTTY: false }, { size }), '');
    assert.equal(shown({ isTTY: true }, { size: 1000 }), '');
    // A terminal may report no width.
    assert.equal(shown({ isTTY: true, columns: 0 }, { size }), shown({ isTTY: true }, { size }));
  });
});
