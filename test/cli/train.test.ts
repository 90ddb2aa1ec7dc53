import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chooseKernels } from '../../src/engine/kernels/select';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { loadWasm } from '../engine/support/kernels';
import { repeatable, start, TEXT, testServices } from '../engine/support/sessions';
import { CliFolder, lastRecord, linesOf } from './runCli';

const QUICK = '--hidden 12 --sequence-length 7 --batch 2 --max-iterations 120';
const OFTEN = '--snapshot-interval 25 --sample-length 20 --metrics-interval 5';

describe('elman train', () => {
  const place = new CliFolder();
  const store = () => new RunStore(new NodeFileSystem(place.path('elman-runs')));
  before(() => {
    writeFileSync(place.path('a.txt'), TEXT);
    writeFileSync(place.path('b.txt'), TEXT.slice(60, 300));
    writeFileSync(place.path('c.bin'), Uint8Array.of(1, 0, 2, 255));
  });
  after(() => place.remove());

  it('trains the same bits as a worker', async () => {
    const ended = await place.run(`train a.txt ${QUICK} ${OFTEN} --build reference`);
    assert.equal(ended.code, 0, ended.stderr);
    const id = /^run +(\S+) \(done\)$/m.exec(ended.stdout)?.[1] ?? '';
    assert.match(ended.stdout, /^iterations +120$/m);
    assert.match(ended.stderr, /iteration 25 of 120 {2}loss/);

    const services = testServices();
    const theirs = (await start(services.ports, { 'kernels.build': 'reference' })).proceed();
    await services.reached('done');
    const [expected, found] = [await services.store.history(theirs.id), await store().history(id)];
    assert.ok(expected.samples.length > 4);
    assert.deepEqual(found.samples, expected.samples);
    assert.deepEqual(repeatable(found.metrics), repeatable(expected.metrics));
    assert.deepEqual((await store().records.read(id)).settings, services.records[0].settings);
  });

  it('takes the settings of a preset, which other flags replace', async () => {
    const ended = await place.run('train a.txt --preset gru --hidden 12 --max-iterations 20 --json');
    assert.equal(ended.code, 0, ended.stderr);
    const { settings } = lastRecord(ended);
    const names = ['model.cell', 'model.hidden', 'training.optimizer', 'training.sequenceLength'];
    assert.deepEqual(
      names.map(name => settings[name]),
      ['gru', 12, 'adam', 50],
    );
    const wrong = await place.run('train a.txt --preset char-rn');
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /--preset takes one of min-char-rnn, .*Did you mean char-rnn\?/);
  });

  it("trains the same bits with V8's flag for wide vectors, which it sets for itself", async () => {
    const sizes = '--hidden 83 --batch 5 --max-iterations 30 --metrics-interval 5 --snapshot-interval 10';
    const settings = {
      'model.hidden': 83,
      'training.batch': 5,
      'training.maxIterations': 30,
      'snapshot.interval': 10,
    };
    for (const cell of ['lstm', 'gru']) {
      const ended = await place.run(`train a.txt --cell ${cell} ${sizes} --sequence-length 7`);
      assert.equal(ended.code, 0, ended.stderr);
      const id = /^run +(\S+) \(done\)$/m.exec(ended.stdout)?.[1] ?? '';

      const services = testServices();
      const ports = { ...services.ports, kernels: () => chooseKernels('auto', loadWasm) };
      const usual = (
        await start(ports, { ...settings, 'model.cell': cell, 'kernels.build': 'auto' })
      ).proceed();
      await services.reached('done');
      const [expected, found] = [await services.store.history(usual.id), await store().history(id)];
      assert.deepEqual(repeatable(found.metrics), repeatable(expected.metrics), cell);
      assert.ok(expected.metrics.values.length > 0);
    }
  });

  it('prints all events as JSON lines', async () => {
    const validated = '--validation-file b.txt --validation-interval 50 --name mine --out m.safetensors';
    const ended = await place.run(`train - ${QUICK} ${OFTEN} ${validated} --json`, { input: TEXT });
    assert.equal(ended.stderr, '');
    assert.equal(ended.code, 0);
    const lines = linesOf(ended);
    const of = (type: string) => lines.filter(line => line.type === type);
    const iterations = (type: string) => of(type).map(({ iteration }) => iteration);
    assert.deepEqual(
      of('run').map(({ state }) => state),
      ['running', 'done'],
    );
    assert.deepEqual(iterations('sample'), [0, 25, 50, 75, 100, 120]);
    assert.deepEqual(iterations('validation'), [50, 100, 120]);
    assert.equal(iterations('metrics').length, 25);
    const record = lastRecord(ended);
    assert.equal(record.name, 'mine');
    assert.equal(record.text.name, 'standard input');
    const [last] = of('validation').slice(-1);
    assert.equal(last.loss, record.validation?.last.loss);
    assert.equal(last.perplexity, Math.exp(Number(last.loss)));
    assert.ok(readFileSync(place.path('m.safetensors')).includes('rnn.weight_ih_l0'));
  });

  it('shows the share of unknown tokens beside every perplexity of a validation', async () => {
    const small = '--unit word --hidden 8 --sequence-length 5 --max-iterations 20 --validation-interval 10';
    const texts = ['train', 'valid'].map(part => resolve(`test/fixtures/cases/words-${part}.txt`));
    const command = `train ${texts[0]} --validation-file ${texts[1]} ${small}`;
    const ended = await place.run(command);
    const share = 'unknown and left out: 50 of 130 tokens \\(38\\.5%\\)';
    assert.match(ended.stderr, new RegExp(`validation at iteration 10: perplexity [\\d.]+; ${share}`));
    assert.match(ended.stdout, new RegExp(`^validation +perplexity .*\n +${share}$`, 'm'));
    assert.match(ended.stderr, /^Warning: .* lacks 50 of the 130 tokens .*--minimum-count/m);

    const lines = linesOf(await place.run(`${command} --json`));
    for (const line of lines.filter(({ type }) => type === 'validation')) {
      assert.deepEqual([line.unknown, line.leftOut], [50, 50]);
    }
    assert.ok(lines.some(({ type, message }) => type === 'warning' && /lacks 50/.test(String(message))));
    assert.equal(lastRecord(await place.run(`${command} --json`)).validationText?.leftOut, 50);
  });

  it('keeps the rule for white space with the model', async () => {
    writeFileSync(place.path('spaces.txt'), 'a\u00a0b c\nc a\u00a0b\n'.repeat(20));
    writeFileSync(place.path('plain.txt'), 'a b c\n');
    const small =
      '--unit word --hidden 4 --sequence-length 4 --max-iterations 20 --json --out spaces.safetensors';
    const record = lastRecord(await place.run(`train spaces.txt --white-space ascii ${small}`));
    // The words are "a\u00a0b", "c" and the end of a line.
    assert.deepEqual([record.settings['text.whiteSpace'], record.vocabulary], ['ascii', 3]);
    const counts = async (text: string) => {
      const { tokens, unknown } = JSON.parse(
        (await place.run(`score spaces.safetensors ${text} --json`)).stdout,
      );
      return { tokens, unknown };
    };
    assert.deepEqual(await counts('spaces.txt'), { tokens: 120, unknown: 0 });
    assert.deepEqual(await counts('plain.txt'), { tokens: 4, unknown: 2 });
  });

  it('accepts the flags of elman.py and of min-char-rnn', async () => {
    const flags = '--grad_clip 1 -hidden 8 --max_iter=2 --seq_length 6 --snapshot_t 2 --sample_n 4 --seed 3';
    const elman = await place.run(`train --train a.txt --activate_f relu --lr 0.02 ${flags} --json`);
    const expected = {
      'model.activation': 'relu',
      'model.hidden': 8,
      'training.learningRate': 0.02,
      'training.gradientClip': 1,
      'training.maxIterations': 2,
      'training.sequenceLength': 6,
      'training.seed': 3,
      'snapshot.interval': 2,
      'snapshot.sampleLength': 4,
    };
    const { settings } = lastRecord(elman);
    assert.deepEqual({ ...settings, ...expected }, settings);
    const minChar = '--hidden_size 9 --seq_length 5 --learning_rate 0.05 --training.maxIterations 1';
    const other = lastRecord(await place.run(`train a.txt ${minChar} --json`)).settings;
    assert.deepEqual([other['model.hidden'], other['training.learningRate']], [9, 0.05]);
  });

  it('saves when it is interrupted, and resumes bit for bit', async () => {
    // The training takes seconds, so that it is still running when the signal arrives.
    const settings = '--hidden 96 --max-iterations 8000 --snapshot-interval 2000 --seed 4';
    const whole = lastRecord(await place.run(`train a.txt ${settings} --json`));
    const interrupt = { at: /"type":"metrics"/, signal: 'SIGINT' } as const;
    const cut = await place.run(`train a.txt ${settings} --json`, { interrupt });
    const { id, state, iteration } = lastRecord(cut);
    assert.equal(cut.code, 130);
    assert.deepEqual([state, iteration < 8000], ['paused', true]);
    assert.ok(cut.stderr.includes(`elman train --resume ${id}\n`), cut.stderr);

    const resumed = await place.run(`train --resume ${id}`);
    assert.equal(resumed.code, 0, resumed.stderr);
    const [expected, found] = [await store().history(whole.id), await store().history(id)];
    assert.deepEqual(found.samples, expected.samples);
    assert.deepEqual(repeatable(found.metrics), repeatable(expected.metrics));
    const again = await place.run(`train --resume elman-runs/${id}`);
    assert.deepEqual([again.code, again.stdout], [1, '']);
    assert.match(again.stderr, /has completed all of its 8000 iterations.*raise --max-iterations/);
    const further = await place.run(`train --resume ${id} --max-iterations 8010`);
    assert.deepEqual([further.code, further.stderr.includes('differs')], [0, false], further.stderr);
    assert.equal((await store().records.read(id)).iteration, 8010);
  });

  it('saves when it is terminated', async () => {
    const interrupt = { at: /"type":"metrics"/, signal: 'SIGTERM' } as const;
    const ended = await place.run('train a.txt --max-iterations 0 --runs other --json', { interrupt });
    assert.equal(ended.code, 143);
    assert.match(ended.stderr, /--resume \S+ --runs other\n/);
  });

  it('fails with advice when the loss explodes', async () => {
    const wild = '--optimizer sgd --learning-rate 10 --gradient-clip 0 --activation identity';
    const ended = await place.run(`train a.txt ${QUICK} ${wild} --out never.safetensors`);
    assert.equal(ended.code, 1);
    assert.match(ended.stdout, /\(failed\)/);
    assert.match(ended.stderr, /loss .* iteration \d+.*lower learning rate \(now 10\)\.$/m);
    // Clipping is off, so advice to lower the threshold would be wrong.
    assert.doesNotMatch(ended.stderr, /gradient-clip/);
    assert.throws(() => readFileSync(place.path('never.safetensors')), /ENOENT/);
  });

  const impossible: readonly (readonly [string, RegExp])[] = [
    ['train none.txt', /^"none.txt" could not be read \(ENOENT\)/],
    ['train c.bin', /^"c.bin" is not a text/],
    ['train a.txt --output tied', /so --embedding \(0\) must equal --hidden \(100\)/],
    ['train a.txt --patience 2', /--patience needs a validation text. Set --fraction .* --validation-file/],
    ['train a.txt --out none/m.safetensors', /"none\/m.safetensors" could not be written \(ENOENT\)/],
    ['train --resume 2026', /There is no run "2026"/],
    ['train --resume ../a', /"..\/a" is not the id of a run/],
  ];
  for (const [line, message] of impossible) {
    it(`elman ${line} reports the reason in one line`, async () => {
      const { code, stdout, stderr } = await place.run(line);
      assert.deepEqual([code, stdout, stderr.trim().split('\n').length], [1, '', 1], stderr);
      assert.match(stderr, message);
    });
  }
});
