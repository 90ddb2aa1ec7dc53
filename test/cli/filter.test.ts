import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { AOZORA, GUTENBERG } from '../engine/support/markedTexts';
import { CliFolder, lastRecord, linesOf } from './runCli';

const QUICK = '--hidden 8 --sequence-length 10 --max-iterations 40 --metrics-interval 10';
const JAPANESE = `--unit segmented ${QUICK}`;
const shiftJis = (text: string) => execFileSync('iconv', ['-f', 'utf-8', '-t', 'cp932'], { input: text });

describe('text filters on the command line', () => {
  const place = new CliFolder();
  const { whole, body } = GUTENBERG[0];
  before(() => {
    writeFileSync(place.path('aozora.txt'), shiftJis(AOZORA.whole.repeat(3)));
    writeFileSync(place.path('plain.txt'), AOZORA.body.repeat(3));
    writeFileSync(place.path('book.txt'), whole);
    writeFileSync(place.path('body.txt'), body);
  });
  after(() => place.remove());

  const json = async (line: string) => JSON.parse((await place.run(`${line} --json`)).stdout);
  const withoutTimes = (rows: readonly Record<string, unknown>[]) =>
    rows.map(({ elapsed: _, tokensPerSecond: __, ...row }) => row);

  it('give the same training on a Shift_JIS text of Aozora Bunko as on the stripped text, and the same score', async () => {
    const reading = '--encoding shift_jis --filter aozora';
    const marked = await place.run(`train aozora.txt ${reading} ${JAPANESE} --json --out m.safetensors`);
    const plain = await place.run(`train plain.txt ${JAPANESE} --json --out p.safetensors`);
    const metrics = [marked, plain].map(run =>
      withoutTimes(linesOf(run).filter(({ type }) => type === 'metrics')),
    );
    assert.ok(metrics[0].length >= 4, marked.stderr);
    assert.deepEqual(metrics[0], metrics[1]);
    assert.equal(lastRecord(marked).settings['text.filter'], 'aozora');

    const {
      mostSurprising: _,
      model: __,
      ...found
    } = await json('score m.safetensors aozora.txt --encoding shift_jis');
    const { mostSurprising: _w, model: _m, ...expected } = await json('score p.safetensors plain.txt');
    assert.deepEqual(found, expected);
    const { perplexity } = await json('score p.safetensors aozora.txt --encoding shift_jis --filter aozora');
    assert.equal(perplexity, expected.perplexity);
    assert.notEqual(
      (await json('score m.safetensors aozora.txt --encoding shift_jis --filter none')).tokens,
      found.tokens,
    );
  });

  it('give places in the original text', async () => {
    const { stdout } = await place.run('score m.safetensors aozora.txt --encoding shift_jis --tokens -');
    const rows = stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(row => row.split('\t'));
    const points = [...AOZORA.whole.repeat(3)];
    const cat = rows.filter(([, , , token]) => token === '吾輩');
    assert.equal(cat.length, 3);
    for (const [, , , token, start, end] of cat)
      assert.equal(points.slice(Number(start), Number(end)).join(''), token);
    assert.doesNotMatch(stdout, /わがはい|底本|記号/);
  });

  it('are recorded in the file of an n-gram model', async () => {
    await place.run('ngram --text book.txt --filter gutenberg --order 2 --wbdiscount --lm book.arpa');
    await place.run('ngram --text body.txt --order 2 --wbdiscount --lm body.arpa');
    const { mostSurprising: _, model: __, ...found } = await json('score book.arpa book.txt');
    const { mostSurprising: _w, model: _m, ...expected } = await json('score body.arpa body.txt');
    assert.deepEqual(found, expected);
  });

  it('are suggested for a text that looks like one of their collection', async () => {
    const offered = await place.run(`train book.txt ${QUICK}`);
    assert.match(
      offered.stderr,
      /"book.txt" contains the licence of Project Gutenberg.*--filter set to "gutenberg"/,
    );
    for (const line of ['book.txt --filter gutenberg', 'body.txt'])
      assert.doesNotMatch((await place.run(`train ${line} ${QUICK}`)).stderr, /--filter/);
  });
});
