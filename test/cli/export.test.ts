import assert from 'node:assert/strict';
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { decodeSafetensors } from '../../src/engine/storage/safetensors/readSafetensors';
import { encodeSafetensors } from '../../src/engine/storage/safetensors/safetensors';
import { TEXT } from '../engine/support/sessions';
import { onnxMetadataOf } from '../export/onnx/readOnnx';
import { readCsv } from '../export/support/readCsv';
import { readEvents } from '../export/support/readEvents';
import { CliFolder, lastRecord, linesOf } from './runCli';

const QUICK = '--hidden 8 --max-iterations 60 --metrics-interval 10';
const PLAN = '--plan 20:learning-rate=0.05,40:gradient-clip=1';

describe('elman export', () => {
  const place = new CliFolder();
  let ids: readonly string[];
  before(async () => {
    writeFileSync(place.path('a.txt'), TEXT);
    const first = await place.run(`train a.txt ${QUICK} --name one --json`);
    const second = await place.run(`train a.txt ${QUICK} ${PLAN} --name two --json`);
    const changes = linesOf(second).filter(({ type }) => type === 'change');
    assert.deepEqual(
      changes.map(({ iteration, setting, to }) => [iteration, setting, to]),
      [
        [20, 'training.learningRate', 0.05],
        [40, 'training.gradientClip', 1],
      ],
    );
    ids = [first, second].map(ended => lastRecord(ended).id);
  });
  after(() => place.remove());

  it('writes a table, event files and a report of the runs', async () => {
    const out = '--csv all.csv --tensorboard board --report out/mine.md';
    const ended = await place.run(`export ${ids.join(' ')} ${out}`);
    assert.deepEqual([ended.code, ended.stderr, ended.stdout], [0, '', '']);
    const [, ...rows] = readCsv(readFileSync(place.path('all.csv'), 'utf8'));
    assert.deepEqual(
      rows.map(([name]) => name),
      [...Array(6).fill('one'), ...Array(6).fill('two')],
    );
    assert.deepEqual(readdirSync(place.path('board')).sort(), ['one', 'two']);
    const [file] = readdirSync(place.path('board/two'));
    const events = readEvents(readFileSync(place.path(`board/two/${file}`)));
    assert.equal(events.filter(({ scalars }) => 'loss' in scalars).length, 6);
    const report = readFileSync(place.path('out/mine.md'), 'utf8');
    assert.match(report, /^\| two \| 40 \| training\.gradientClip: 5 → 1 \|$/m);
    assert.ok(readdirSync(place.path('out')).includes('mine-loss.svg'));
  });

  it('writes a run as a PyTorch program with its weights, and says what it cannot write', async () => {
    const ended = await place.run(`export ${ids[0]} --pytorch torch/one.py`);
    assert.deepEqual([ended.code, ended.stderr, ended.stdout], [0, '', '']);
    assert.match(readFileSync(place.path('torch/one.py'), 'utf8'), /nn\.RNN\(\d+, 8, num_layers=1/);
    assert.equal((await place.run(`export ${ids[0]} --pytorch torch/one.py`)).code, 0, 'replaces its own');
    const again = await place.run('export torch/one.safetensors --pytorch torch/two.py');
    assert.deepEqual([again.code, again.stderr], [0, '']);
    const weights = ['one', 'two'].map(name => readFileSync(place.path(`torch/${name}.safetensors`)));
    assert.deepEqual(weights[1], weights[0]);
    for (const [line, message] of [
      [`export ${ids.join(' ')} --pytorch a.py`, /takes one RUN/],
      [`export ${ids[0]} --pytorch a.txt`, /ends with \.py/],
    ] as const) {
      const refused = await place.run(line);
      assert.equal(refused.code, 2);
      assert.match(refused.stderr, message);
    }
  });

  it('keeps a file that has the name of the weights, and the exported model', async () => {
    await place.run(`train a.txt ${QUICK} --out mine.safetensors`);
    await place.run('export mine.safetensors --pytorch own.py');
    writeFileSync(place.path('notes.safetensors'), 'precious');
    for (const [model, name] of [
      ['mine.safetensors', 'mine'],
      ['own.safetensors', 'own'],
      ['mine.safetensors', 'notes'],
    ]) {
      const weights = readFileSync(place.path(`${name}.safetensors`));
      const refused = await place.run(`export ${model} --pytorch ${name}.py`);
      assert.deepEqual([refused.code, refused.stdout], [1, '']);
      assert.match(refused.stderr, /would replace .* Choose another name with --pytorch/);
      assert.deepEqual(readFileSync(place.path(`${name}.safetensors`)), weights);
    }
  });

  it('writes a run as an ONNX file, which never replaces the model', async () => {
    const ended = await place.run(`export ${ids[0]} --onnx onnx/one.onnx`);
    assert.deepEqual([ended.code, ended.stderr, ended.stdout], [0, '', '']);
    const file = readFileSync(place.path('onnx/one.onnx'));
    assert.deepEqual(JSON.parse(onnxMetadataOf(file).vocabulary), [...new Set(TEXT)].sort());
    const again = await place.run(`export ${ids[0]} --onnx onnx/one.onnx`);
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual(readFileSync(place.path('onnx/one.onnx')), file);
    await place.run(`export ${ids[0]} --pytorch model.py`);
    linkSync(place.path('model.safetensors'), place.path('model.onnx'));
    for (const [line, code, message] of [
      [`export ${ids.join(' ')} --onnx a.onnx`, 2, /takes one RUN/],
      [`export ${ids[0]} --onnx a.bin`, 2, /ends with \.onnx/],
      ['export model.safetensors --onnx model.onnx', 1, /would replace the model "model\.safetensors"/],
    ] as const) {
      const refused = await place.run(line);
      assert.equal(refused.code, code, line);
      assert.match(refused.stderr, message);
    }
  });

  it('scores with a state dictionary of PyTorch and its vocabulary', async () => {
    await place.run(`export ${ids[0]} --pytorch state.py`);
    const { tensors, metadata } = decodeSafetensors(readFileSync(place.path('state.safetensors')));
    writeFileSync(place.path('state.safetensors'), encodeSafetensors([...tensors.values()], {}));
    const refused = await place.run('score state.safetensors a.txt');
    assert.match(refused.stderr, /needs a vocabulary: .* give it with --vocabulary/);
    writeFileSync(place.path('symbols.json'), metadata.vocabulary);
    const ended = await place.run('score state.safetensors a.txt --vocabulary symbols.json --json');
    assert.equal(ended.code, 0, ended.stderr);
    assert.equal(JSON.parse(ended.stdout).tokens, TEXT.length);
    assert.match(ended.stderr, /tanh is assumed/);
    const both = `mix state.safetensors ${ids[0]} --text a.txt --vocabulary symbols.json`;
    const mixed = await place.run(`${both} --nonlinearity tanh`);
    assert.deepEqual([mixed.code, mixed.stderr], [0, '']);
    for (const line of [
      `score ${ids[0]} a.txt --vocabulary symbols.json`,
      'score state.safetensors a.txt --nonlinearity relu',
      `mix ${ids.join(' ')} --text a.txt --vocabulary symbols.json`,
    ])
      assert.equal((await place.run(line)).code, 2, line);
  });

  it('gives every run a folder of its own for TensorBoard, also in a later call', async () => {
    const board = () =>
      readdirSync(place.path('tensorboard'), { recursive: true, encoding: 'utf8' })
        .filter(name => name.includes('tfevents'))
        .sort((a, b) => (dirname(a) < dirname(b) ? -1 : 1));
    const third = await place.run(`train a.txt ${QUICK} --name one --json`);
    const all = [...ids, lastRecord(third).id];
    for (const id of all) writeFileSync(place.path(`elman-runs/${id}/labels.json`), '{"name":"same"}');
    mkdirSync(place.path('tensorboard'));
    writeFileSync(place.path('tensorboard/same (2)'), 'a file of that name');
    for (const id of all) assert.equal((await place.run(`export ${id} --tensorboard tensorboard`)).code, 0);
    const once = board();
    assert.deepEqual(
      once.map(path => [dirname(path), basename(path).split('.').at(-1)]),
      [
        ['same', all[0]],
        ['same (2) 2', all[1]],
        ['same (3)', all[2]],
      ],
    );
    await place.run(`export ${[...all].reverse().join(' ')} --tensorboard tensorboard`);
    assert.deepEqual(board(), once);
    for (const id of all) rmSync(place.path(`elman-runs/${id}/labels.json`));
  });

  it('refuses iterations that are not numbers', async () => {
    const [id] = ids;
    const events = async (folder: string) => {
      const ended = await place.run(`export ${id} --tensorboard ${folder}`);
      assert.equal(ended.code, 0, ended.stderr);
      const [file] = readdirSync(place.path(`${folder}/one`));
      return readFileSync(place.path(`${folder}/one/${file}`));
    };
    const whole = await events('whole');
    const run = place.path(`elman-runs/${id}`);
    const [row] = readFileSync(`${run}/metrics.jsonl`, 'utf8').split('\n');
    const lines = ['1e309', '-1', '0.5'].map(n => `${row.replace(/"iteration":\d+/, `"iteration":${n}`)}\n`);
    appendFileSync(`${run}/metrics.jsonl`, lines.join(''));
    appendFileSync(`${run}/samples.jsonl`, '{"iteration":1e309,"text":"x"}\n');
    appendFileSync(
      `${run}/events.jsonl`,
      '{"iteration":1e309,"elapsed":1,"setting":"training.learningRate","from":1,"to":1}\n',
    );
    assert.deepEqual(await events('damaged'), whole);
  });

  it('prints commands that repeat the runs, with their changes', async () => {
    const { stdout } = await place.run(['export', ids[1], '--command']);
    const words = stdout
      .trim()
      .split(' ')
      .slice(1)
      .map(word => (word === "''" ? '' : word));
    const again = await place.run([...words, '--json']);
    const metrics = (ended: typeof again) =>
      linesOf(ended).flatMap(line => (line.type === 'metrics' ? [[line.iteration, line.loss]] : []));
    const changes = linesOf(again).filter(({ type }) => type === 'change');
    assert.equal(changes.length, 2);
    assert.equal(lastRecord(again).name, 'two');
    const [, ...rows] = readCsv(readFileSync(place.path('all.csv'), 'utf8'));
    const losses = rows.filter(([name]) => name === 'two').map(row => [Number(row[2]), Number(row[5])]);
    assert.deepEqual(metrics(again), losses);
  });

  const wrong: readonly (readonly [string, number, RegExp])[] = [
    ['export', 2, /^Specify at least one RUN\./],
    ['export x', 2, /^Specify a format: --csv/],
    ['export 20260101T000000-x --csv a.csv', 1, /^There is no run "20260101T000000-x"/],
    ['train a.txt --plan 20:hidden=3', 2, /^--plan takes changes .* not "20:hidden=3"/],
    ['train a.txt --plan 20:learning-rate=99', 1, /--learning-rate is 99/],
  ];
  for (const [line, code, message] of wrong) {
    it(`elman ${line} reports the error`, async () => {
      const ended = await place.run(line);
      assert.equal(ended.code, code);
      assert.match(ended.stderr, message);
    });
  }

  it('writes a run as one file, which another folder imports once, with the same metrics', async () => {
    const [first] = ids;
    const written = await place.run(`export ${first} --run-file one.elmanrun`);
    assert.deepEqual([written.code, written.stderr, written.stdout], [0, '', '']);
    const imported = await place.run('import one.elmanrun --runs others');
    assert.deepEqual([imported.code, imported.stderr], [0, '']);
    const again = await place.run('import one.elmanrun --runs others --json');
    assert.equal(again.stderr, 'one.elmanrun: the run was imported before.\n');
    assert.deepEqual(JSON.parse(again.stdout), { id: imported.stdout.trim(), name: 'one', isNew: false });
    const metrics = (folder: string) => readFileSync(place.path(`${folder}/metrics.jsonl`), 'utf8');
    assert.equal(metrics(`others/${imported.stdout.trim()}`), metrics(`elman-runs/${first}`));
    const score = await place.run(`score others/${imported.stdout.trim()} a.txt`);
    assert.deepEqual(
      [score.code, score.stdout],
      [0, (await place.run(`score elman-runs/${first} a.txt`)).stdout],
    );
  });

  it('names the text of an imported run whose text is not there in its command', async () => {
    const [id] = readdirSync(place.path('others'));
    const { stdout } = await place.run(`export ${id} --runs others --command`);
    assert.match(stdout, /^elman train a\.txt /);
  });

  it('refuses a file that is not a run file, and several runs for one file', async () => {
    for (const [name, reason] of [
      ['a.txt', /^a\.txt: This file is not a run file of Elman Lab/],
      ['missing.elmanrun', /"missing\.elmanrun" could not be read \(ENOENT\)/],
    ] as const) {
      const ended = await place.run(`import ${name} --runs none`);
      assert.equal(ended.code, 1);
      assert.match(ended.stderr, reason);
    }
    assert.equal((await place.run(`export ${ids.join(' ')} --run-file two.elmanrun`)).code, 2);
    assert.equal((await place.run('import')).code, 2);
  });
});
