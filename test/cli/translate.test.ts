import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { CliFolder } from './runCli';

/** The words of numbers in English and in digits. */
const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const numbers = Array.from({ length: 100 }, (_, i) => [Math.floor(i / 10), i % 10]).map(
  pair => `${pair.map(digit => DIGITS[digit]).join(' ')}\t${pair.join(' ')}`,
);
/** Lines of a label and a text: numbers, and words of vowels. */
const texts = Array.from({ length: 120 }, (_, i) =>
  i % 2 === 0
    ? `number\t${100 + ((37 * i) % 900)}`
    : `word\t${[i, i / 5, i / 25].map(n => 'aeiou'[Math.floor(n) % 5]).join('')}`,
);
/** Two letters, and both in capitals and the other order. A small network learns all of them in 300 updates. */
const swaps = [...'abcde'].flatMap(a => [...'abcde'].map(b => `${a}${b}\t${`${b}${a}`.toUpperCase()}`));
const QUICK = '--hidden 16 --embedding 8 --max-iterations 60 --validation-interval 20 --batch 8';

describe('elman translate', () => {
  const place = new CliFolder();
  const runs = async (line: string, input?: string) => {
    const { code, stdout, stderr } = await place.run(line, { input });
    assert.equal(code, 0, stderr);
    return { stdout, stderr };
  };
  const lines = (text: string) => text.trim().split('\n');
  before(async () => {
    writeFileSync(place.path('numbers.tsv'), `${numbers.join('\n')}\n\none\t\n`);
    writeFileSync(place.path('swaps.tsv'), swaps.join('\n'));
    await runs(
      'translate swaps.tsv --hidden 16 --embedding 8 --batch 8 --max-iterations 300 --learning-rate 0.02 --validation-fraction 0 --out swaps.safetensors',
    );
    await runs('generate copy-pairs --number 200 --length 3 --out copy.tsv');
  });
  after(() => place.remove());

  it('trains a network, prints its figures, and writes a model', async () => {
    const { stdout, stderr } = await runs(`translate copy.tsv ${QUICK} --beam 2 --out m.safetensors`);
    assert.match(stderr, /18\d pairs to train on, \d+ to validate on/);
    assert.match(stderr, /26 symbols in sources, 26 in targets/);
    assert.match(stderr, /longest source 3, longest target 3/);
    assert.match(stderr, /validation at iteration 20: exact \d+\.\d%, correct next symbols/);
    assert.match(stdout, /exact targets +\d+\.\d%/);
    assert.match(stdout, /1 to 5 +\d+/);
    const { stdout: listed } = await runs('list');
    assert.match(listed, /copy\.tsv/);
  });

  it('writes the target of each line, with its probability, and names what it cannot read', async () => {
    const input = 'abc\n日本\n\nabcdefghijkl\naéb\n';
    const { stdout, stderr } = await runs('translate --model m.safetensors -', input);
    const rows = stdout.split('\n').map(line => line.split('\t'));
    assert.deepEqual(
      rows.slice(0, 5).map(([, , source]) => source),
      input.split('\n').slice(0, 5),
    );
    assert.deepEqual(rows[1].slice(0, 2), ['-', '-']);
    assert.match(stderr, /3 symbols outside of the model's vocabulary: 日 本 é/);
    assert.match(stderr, /No target: 2 lines without a symbol/);
    assert.match(stderr, /Longer than any source in training \(3 symbols\): 1 line/);
    assert.match((await runs('translate --model m.safetensors -', 'a'.repeat(101))).stderr, /more than 100/);
  });

  it('writes the targets that a network has learned', async () => {
    const { stdout } = await runs('translate --model swaps.safetensors -', 'ab\nec\ndd\n');
    const rows = stdout
      .trim()
      .split('\n')
      .map(line => line.split('\t'));
    assert.deepEqual(
      rows.map(([target]) => target),
      ['BA', 'CE', 'DD'],
    );
    for (const [, probability] of rows) assert.ok(Number(probability) > 0.5, probability);
  });

  it('samples texts of a label, the same ones with the same seed', async () => {
    writeFileSync(place.path('texts.tsv'), texts.join('\n'));
    await runs(`translate texts.tsv ${QUICK} --max-iterations 200 --learning-rate 0.02 --out t.safetensors`);
    const sampled = async (flags: string) =>
      lines((await runs(`translate --model t.safetensors - ${flags}`, 'number\nword\n')).stdout).map(row =>
        row.split('\t'),
      );
    const rows = await sampled('--samples 30 --temperature 0.8');
    assert.deepEqual(
      rows.map(([, , label]) => label),
      [...Array(30).fill('number'), ...Array(30).fill('word')],
    );
    for (const [text, probability, label] of rows) {
      assert.match(text, label === 'number' ? /^\d+$/ : /^[aeiou]+$/);
      assert.ok(Number(probability) > 0 && Number(probability) <= 1);
    }
    assert.ok(new Set(rows.map(([text]) => text)).size > 20);
    assert.deepEqual(await sampled('--samples 30 --temperature 0.8 --seed 1'), rows);
    assert.notDeepEqual(await sampled('--samples 30 --temperature 0.8 --seed 2'), rows);
    const fewer = await sampled('--samples 2 --temperature 0.8');
    assert.deepEqual(fewer, [...rows.slice(0, 2), ...rows.slice(30, 32)]);
    const most = await sampled('--samples 2 --temperature 0');
    assert.equal(most[0][0], most[1][0]);
  });

  it('prints the alignment as a table, or in JSON', async () => {
    const { stdout } = await runs('translate --model m.safetensors - --alignment', 'abc\n');
    const table = stdout.split('\n').slice(2);
    assert.match(table[0], /^ +a +b +c$/);
    assert.ok(
      table.some(row => /^(\w|\(end\)) +\d\.\d\d +\d\.\d\d +\d\.\d\d$/.test(row)),
      stdout,
    );
    const json = JSON.parse(
      (await runs('translate --model m.safetensors - --alignment --json --beam 3', 'abc\n')).stdout,
    );
    assert.equal(json.source, 'abc');
    assert.deepEqual(json.sourceSymbols, ['a', 'b', 'c']);
    assert.equal(json.alignment.length, json.targetSymbols.length + (json.complete ? 1 : 0));
    for (const row of json.alignment)
      assert.ok(Math.abs(row.reduce((sum: number, p: number) => sum + p, 0) - 1) < 1e-5);
    assert.ok(json.probability > 0 && json.probability <= 1 && json.score < 0);
  });

  it('draws the alignment of the first source that it reads', async () => {
    await runs('translate --model swaps.safetensors - --picture a.svg', '日\nab\nde\n');
    const svg = readFileSync(place.path('a.svg'), 'utf8');
    assert.match(svg, /^<\?xml/);
    const labels = [...svg.matchAll(/<text [^>]*>([^<]+)</g)].map(([, label]) => label);
    assert.deepEqual(labels, ['a', 'b', 'B', 'A', '(end)']);
  });

  it('compares written targets with those of a file', async () => {
    const { stdout } = await runs('translate --model m.safetensors --evaluate copy.tsv --json --beam 2');
    const { network } = JSON.parse(stdout);
    assert.equal(network.pairs, 200);
    assert.equal(network.byLength.length, 1);
    const learned = await runs('translate --model swaps.safetensors --evaluate swaps.tsv --json');
    const { exact, errorRate } = JSON.parse(learned.stdout).network;
    assert.deepEqual([exact, errorRate], [1, 0]);
  });

  it('reads words, and trains without attention', async () => {
    const settings = `${QUICK} --unit word --attention none --cell lstm --json --out w.safetensors`;
    const { stdout, stderr } = await runs(`translate numbers.tsv ${settings}`);
    assert.match(stderr, /left out: 1 empty line\nleft out: 1 pair with an empty target/);
    const { type, network } = JSON.parse(lines(stdout).at(-1) ?? '');
    assert.equal(type, 'figures');
    assert.ok(network.pairs >= 9);
    const { code, stderr: refusal } = await place.run('translate --model w.safetensors - --alignment');
    assert.equal(code, 1);
    assert.match(refusal, /trained without attention/);
  });

  it('saves a run at a signal and continues it with the same result', async () => {
    const settings = `copy.tsv ${QUICK} --max-iterations 1500 --patience 0 --seed 3`;
    const { code, stderr } = await place.run(`translate ${settings} --runs a`, {
      interrupt: { at: /iteration 20:/, signal: 'SIGINT' },
    });
    assert.equal(code, 130);
    const [, id] = /elman translate --resume (\S+)/.exec(stderr) ?? [];
    const rest = await runs(`translate --resume ${id} --runs a --json`);
    const whole = await runs(`translate ${settings} --runs b --json`);
    const last = (text: string) => lines(text).at(-1);
    assert.equal(last(rest.stdout), last(whole.stdout));
    assert.match((await place.run(`train --resume ${id} --runs a`)).stderr, /"elman translate"/);
    assert.match((await place.run(`tag --resume ${id} --runs a`)).stderr, /"elman translate"/);
    const exported = await place.run(`export ${id} --runs a --command`);
    assert.match(exported.stdout, /^elman translate .*--attention additive/m);
  });

  for (const [line, expected, message] of [
    ['translate', 2, /FILE is missing/],
    ['translate copy.tsv --evaluate', 2, /--evaluate needs --model/],
    ['translate copy.tsv --alignment', 2, /--alignment needs --model/],
    ['translate copy.tsv --picture a.svg', 2, /--picture needs --model/],
    ['translate copy.tsv --model m.safetensors --hidden 4', 2, /nothing is trained/],
    ['translate copy.tsv --model m.safetensors --attention none', 2, /omit --attention/],
    ['translate copy.tsv --model m.safetensors --evaluate --alignment', 2, /omit --alignment/],
    ['translate copy.tsv --samples 2', 2, /--samples needs --model/],
    ['translate copy.tsv --model m.safetensors --temperature 2', 2, /--temperature needs --samples/],
    ['translate copy.tsv --model m.safetensors --samples 2 --beam 2', 2, /omit --beam/],
    ['translate copy.tsv --model m.safetensors --samples 2 --hidden 4', 2, /nothing is trained/],
    ['translate copy.tsv --model m.safetensors --seed 2', 2, /nothing is trained/],
    ['translate copy.tsv --cell jordan', 1, /cannot have the cell "jordan"/],
    ['translate copy.tsv --attention dot', 2, /--attention takes one of additive, none/],
    ['translate copy.tsv --heads 2', 2, /--heads/],
    ['translate copy.tsv --context 2', 2, /--context/],
    ['translate copy.tsv --beam 0', 2, /--beam takes a whole number from 1 to 100/],
    ['score m.safetensors copy.tsv', 1, /Use it with .*"elman translate"/],
    ['classify copy.tsv --model m.safetensors', 1, /Use it with .*"elman translate"/],
    ['translate bad.tsv', 1, /"bad\.tsv", line 2: 2 tabs/],
    ['translate nowhere.tsv', 1, /nowhere\.tsv/],
    ['generate date-pairs --length 3', 2, /--length has no effect on date-pairs/],
    ['generate lexical --length 3', 2, /--length is only for copy-pairs and reverse-pairs/],
    ['generate revers-pairs', 2, /Did you mean "?reverse-pairs/],
  ] as const) {
    it(`refuses "${line}"`, async () => {
      writeFileSync(place.path('bad.tsv'), 'a\tb\na\tb\tc\n');
      const { code, stderr } = await place.run(line);
      assert.match(stderr, message);
      assert.equal(code, expected, stderr);
    });
  }

  it('generates fewer pairs if there are not as many different sources, and says so', async () => {
    const { stderr } = await runs('generate copy-pairs --length 1 --number 100 --out few.tsv');
    assert.match(stderr, /Only 26 different sources were found/);
    assert.equal(lines(readFileSync(place.path('few.tsv'), 'utf8')).length, 26);
  });
});
