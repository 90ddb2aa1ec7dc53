import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { locksIn } from '../../src/workers/lockHeartbeat';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { processTable } from '../../src/workers/processes';
import { TEXT } from '../engine/support/sessions';
import { CliFolder } from './runCli';

const file = {
  version: 1,
  name: 'tanh or logistic',
  text: 'a.txt',
  settings: { 'model.hidden': 6, 'training.maxIterations': 60, 'validation.fraction': 0.2 },
  vary: { 'model.activation': ['tanh', 'logistic'] },
  seeds: 3,
};

describe('elman experiment', () => {
  const place = new CliFolder();
  before(() => {
    writeFileSync(place.path('a.txt'), TEXT.repeat(3));
    writeFileSync(place.path('e.elman.json'), `// an experiment\n${JSON.stringify(file)}`);
  });
  after(() => place.remove());
  const runsIn = (folder: string) => readdirSync(place.path(folder)).filter(name => name.startsWith('run-'));

  it('trains every run once, and reports the same again', async () => {
    const first = await place.run('experiment e.elman.json --runs first');
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /^# tanh or logistic$/m);
    assert.match(first.stdout, /^\| (tanh|logistic) \| 3 \| \*\*\d\.\d{3}\*\* \|/m);
    assert.match(
      first.stdout,
      /is lower than \w+ in [123] of 3 seeds, by \d\.\d{3} nats per token \(.+\), p (below|=) 0\.\d{3}\./,
    );
    assert.equal(runsIn('first').length, 6);
    const changed = () => runsIn('first').map(id => readFileSync(place.path(`first/${id}/run.json`), 'utf8'));
    const before = changed();
    const again = await place.run('experiment e.elman.json --runs first');
    assert.deepEqual([again.code, again.stdout], [0, first.stdout]);
    assert.deepEqual(changed(), before, 'no run was trained again');
  });

  it('trains the same bits in parts, by any number of programs', async () => {
    for (const part of ['1/2', '2/2']) {
      const ended = await place.run(`experiment e.elman.json --runs parts --shard ${part}`);
      assert.equal(ended.code, 0, ended.stderr);
    }
    const table = async (folder: string) => {
      await place.run(`experiment e.elman.json --runs ${folder} --results ${folder}.csv`);
      return readFileSync(place.path(`${folder}.csv`), 'utf8');
    };
    assert.equal(await table('parts'), await table('first'));
    const rows = (await table('parts')).trimEnd().split('\r\n');
    assert.equal(rows.length, 7);
    assert.match(rows[1], /^0,a\.txt,tanh,1,done,run-[0-9a-f]{32},60,\d\.\d+,\d\.\d+,\d\.\d+$/);
  });

  it('compares taggers and classifiers by their errors', async () => {
    const shared = {
      ...{ version: 1, seeds: 2, measure: { metric: 'validation.errorRate' } },
      settings: { 'model.hidden': 6, 'training.maxIterations': 60, 'validation.interval': 20 },
      vary: { 'model.direction': ['forward', 'both'] },
    };
    const tagging = { name: 'sounds', task: 'tag', text: { generator: 'spelling', number: 60 }, ...shared };
    writeFileSync(place.path('tag.elman.json'), JSON.stringify(tagging));
    const trained = await place.run('experiment tag.elman.json --runs tagged');
    assert.equal(trained.code, 0, trained.stderr);
    assert.match(trained.stdout, /^Share of wrong labels of held-out examples, where the loss is lowest\./m);
    assert.match(trained.stdout, /makes fewer errors than|no difference|^\| both/m);
    await place.run('experiment tag.elman.json --runs tagged --results tagged.csv');
    const [head, row] = readFileSync(place.path('tagged.csv'), 'utf8').split('\r\n');
    assert.match(head, /,training_last,accuracy_best,accuracy_last,macro_f1_best$/);
    const [mean] = /\| both \| 2 \| (\d\.\d{3}) /.exec(trained.stdout)?.slice(1) ?? [];
    assert.ok(Number(mean) > 0 && Number(mean) < 1 && row.includes('spelling'), mean);
    for (const label of ['en', 'fr']) mkdirSync(place.path(`texts/${label}`), { recursive: true });
    for (let i = 0; i < 12; i++) {
      writeFileSync(place.path(`texts/en/${i}.txt`), `the cat ${i}`);
      writeFileSync(place.path(`texts/fr/${i}.txt`), `le chat ${i}`);
    }
    const classifying = { name: 'languages', task: 'classify', text: 'texts', ...shared, seeds: 1 };
    writeFileSync(place.path('classify.elman.json'), JSON.stringify(classifying));
    const classified = await place.run('experiment classify.elman.json --runs tagged');
    assert.equal(classified.code, 0, classified.stderr);
    assert.match(classified.stdout, /^\| (both|forward) \| 1 \| \d\.\d{3} \|/m);
    const estimate = await place.run('experiment tag.elman.json --runs none --dry-run');
    assert.match(estimate.stdout, /^4 runs\.\nAbout /, estimate.stderr);
  });

  it('compares cloze models', async () => {
    const settings = { 'model.hidden': 6, 'training.maxIterations': 20, 'training.sequenceLength': 8 };
    const vary = { 'model.cell': ['elman', 'lstm'] };
    const cloze = { ...file, name: 'gaps', task: 'cloze', settings, vary, seeds: 1 };
    writeFileSync(place.path('cloze.elman.json'), JSON.stringify(cloze));
    const { code, stdout, stderr } = await place.run('experiment cloze.elman.json --runs gaps');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /is lower than \w+ by \d\.\d{3} nats per token/);
  });

  it('resumes an unfinished run', async () => {
    writeFileSync(
      place.path('long.elman.json'),
      JSON.stringify({
        ...file,
        vary: {},
        seeds: 1,
        settings: { ...file.settings, 'training.maxIterations': 3000 },
      }),
    );
    const interrupt = { at: /"iteration":1\d\d,/, signal: 'SIGTERM' } as const;
    const stopped = await place.run('experiment long.elman.json --runs long --index 0 --json', { interrupt });
    assert.equal(stopped.code, 143);
    assert.match((await place.run('experiment long.elman.json --runs long --results r.md')).stderr, /^$/);
    assert.match(readFileSync(place.path('r.md'), 'utf8'), /1 run is not done/);
    const ended = await place.run('experiment long.elman.json --runs long');
    assert.equal(ended.code, 0, ended.stderr);
    const whole = await place.run('experiment long.elman.json --runs whole');
    assert.equal(ended.stdout, whole.stdout);
  });

  it('waits with --wait until no other process has the run', async () => {
    const interrupt = { at: /"iteration":1\d\d,/, signal: 'SIGTERM' } as const;
    await place.run('experiment long.elman.json --runs taken --index 0 --json', { interrupt });
    const [id] = runsIn('taken');
    const lock = await locksIn(new NodeFileSystem(place.path('taken')), processTable)(id);
    const refused = await place.run('experiment long.elman.json --runs taken --index 0');
    assert.deepEqual([refused.code, /open in another window or program/.test(refused.stderr)], [1, true]);
    let said = '';
    const ended = await place.run('experiment long.elman.json --runs taken --index 0 --wait', {
      onError(text) {
        said += text;
        if (/Another process trains this run/.test(said)) void lock.release();
      },
    });
    assert.deepEqual([ended.code, ended.stdout], [0, `Run 0, ${id}: done.\n`], ended.stderr);
    const wrong = await place.run('experiment long.elman.json --runs taken --wait');
    assert.deepEqual([wrong.code, /--wait needs --index/.test(wrong.stderr)], [2, true]);
  });

  it('names a run by its text and settings in elman train as well', async () => {
    const line = 'train a.txt --key --hidden 5 --max-iterations 2000 --runs keyed';
    const interrupt = { at: /"iteration":1\d\d,/, signal: 'SIGTERM' } as const;
    assert.equal((await place.run(`${line} --json`, { interrupt })).code, 143);
    const ended = await place.run(line);
    assert.equal(ended.code, 0, ended.stderr);
    assert.match((await place.run(line)).stdout, /^Run run-[0-9a-f]{32}: done before\.$/m);
    assert.equal(runsIn('keyed').length, 1);
    assert.equal((await place.run(`${line} --plan 5:gradient-clip=1`)).code, 2);
  });

  it('prints the command of every run', async () => {
    const { stdout } = await place.run('experiment e.elman.json --list --runs listed');
    const commands = stdout.trimEnd().split('\n');
    assert.equal(commands.length, 6);
    assert.equal(commands[4], 'elman experiment e.elman.json --index 4 --runs listed');
    const ended = await place.run(commands[4].split(' ').slice(1));
    assert.equal(ended.code, 0, ended.stderr);
    assert.match((await place.run(commands[4].split(' ').slice(1))).stdout, /done before/);
    assert.equal(runsIn('listed').length, 1);
  });

  it('reads only the text of the run that it trains', async () => {
    const settings = { ...file.settings, 'training.maxIterations': 3 };
    const texts = { ...file, text: ['a.txt', 'missing.txt'], settings, seeds: 1 };
    writeFileSync(place.path('t.elman.json'), JSON.stringify(texts));
    const ended = await place.run('experiment t.elman.json --runs texts --index 1');
    assert.equal(ended.code, 0, ended.stderr);
    const { stdout } = await place.run('experiment t.elman.json --list');
    assert.equal(stdout.trimEnd().split('\n').length, 4);
    assert.equal((await place.run('experiment t.elman.json --runs texts --index 2')).code, 1);
  });

  it('says how many runs there are and what they cost, and trains nothing', async () => {
    const { stdout } = await place.run('experiment e.elman.json --dry-run --runs dry --parallel 2');
    assert.match(stdout, /^6 runs\.\nAbout \d+:\d\d with 2 at a time, and \d+\.\d MB on disk\.\n$/);
    const trained = await place.run('experiment e.elman.json --dry-run --runs first --json');
    const { runs, done, seconds, bytes } = JSON.parse(trained.stdout);
    assert.deepEqual([runs, done, seconds, bytes], [6, 6, 0, 0]);
    const many = { ...file, seeds: 5001 };
    writeFileSync(place.path('many.elman.json'), JSON.stringify(many));
    const asked = await place.run('experiment many.elman.json --runs dry');
    assert.deepEqual([asked.code, /These are 10,?002 runs. Add --yes/.test(asked.stderr)], [1, true]);
    assert.throws(() => runsIn('dry'), /ENOENT/);
  });

  it('counts failed runs, leaves them out, and trains the others', async () => {
    const settings = { ...file.settings, 'training.optimizer': 'sgd', 'training.gradientClip': 0 };
    const vary = { 'training.learningRate': [0.01, 10] };
    writeFileSync(place.path('f.elman.json'), JSON.stringify({ ...file, settings, vary, seeds: 2 }));
    const ended = await place.run('experiment f.elman.json --runs failed');
    assert.equal(ended.code, 1);
    assert.match(ended.stdout, /2 runs failed; the means leave them out/);
    assert.match(ended.stderr, /^Run [23]: failed\. .+$/m);
    const again = await place.run('experiment f.elman.json --runs failed');
    assert.deepEqual(
      [again.code, again.stderr, again.stdout],
      [1, '', ended.stdout],
      'they would fail again',
    );
  });

  it('resumes a run that failed for another reason than its loss', async () => {
    const interrupt = { at: /"iteration":1\d\d,/, signal: 'SIGTERM' } as const;
    await place.run('experiment long.elman.json --runs full --index 0 --json', { interrupt });
    const path = place.path(`full/${runsIn('full')[0]}/run.json`);
    const failure = { kind: 'other', template: 'The run could not be saved ({0}).', args: ['ENOSPC'] };
    const stored = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...stored, state: 'failed', failure }));
    const planned = await place.run('experiment long.elman.json --runs full --dry-run');
    assert.match(planned.stdout, /^1 run: 1 unfinished\./);
    const ended = await place.run('experiment long.elman.json --runs full');
    const whole = await place.run('experiment long.elman.json --runs whole');
    assert.deepEqual([ended.code, ended.stdout], [0, whole.stdout], ended.stderr);
  });

  it('holds out each fold once, and reports the mean over them', async () => {
    const { 'validation.fraction': _, ...settings } = file.settings;
    writeFileSync(place.path('k.txt'), `${'abcab '.repeat(60)}${TEXT}${'xyzzy '.repeat(70)}`);
    writeFileSync(
      place.path('k.elman.json'),
      JSON.stringify({ ...file, settings, text: 'k.txt', vary: {}, seeds: 2, design: { folds: 3 } }),
    );
    const { stdout, stderr, code } = await place.run('experiment k.elman.json --runs folds --json');
    assert.equal(code, 0, stderr);
    const [{ losses }] = JSON.parse(stdout).conditions;
    await place.run('experiment k.elman.json --runs folds --results k.csv');
    const rows = readFileSync(place.path('k.csv'), 'utf8').trimEnd().split('\r\n').slice(1);
    assert.equal(rows.length, 6);
    const bests = rows.slice(0, 3).map(row => Number(row.split(',')[7]));
    assert.equal(new Set(bests).size, 3);
    assert.ok(Math.abs(losses['1'] - bests.reduce((sum, loss) => sum + loss, 0) / 3) < 1e-9);
  });

  it('halves the conditions at each rung, and trains the last one bit for bit', async () => {
    const settings = { ...file.settings, 'training.maxIterations': 200, 'validation.interval': 25 };
    const vary = { 'training.learningRate': [0.0001, 0.001, 0.01, 0.1] };
    const halving = { ...file, settings, vary, seeds: 2, design: { halving: 3 } };
    writeFileSync(place.path('h.elman.json'), JSON.stringify(halving));
    const first = await place.run('experiment h.elman.json --runs halved');
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /dropped these conditions/);
    assert.equal((await place.run('experiment h.elman.json --runs halved')).stdout, first.stdout);
    const rows = async (name: string, folder: string) => {
      await place.run(`experiment ${name} --runs ${folder} --results rows.csv`);
      const cells = readFileSync(place.path('rows.csv'), 'utf8').trimEnd().split('\r\n').slice(1);
      return cells.map(row => row.split(','));
    };
    const halved = await rows('h.elman.json', 'halved');
    assert.deepEqual(halved.map(row => row[6]).sort(), ['101', '101', '200', '200', '51', '51', '51', '51']);
    const ended = halved.filter(row => row[4] === 'done').map(row => row.slice(2));
    writeFileSync(
      place.path('w.elman.json'),
      JSON.stringify({
        ...halving,
        vary: { 'training.learningRate': [Number(ended[0][0])] },
        design: 'grid',
      }),
    );
    assert.equal((await place.run('experiment w.elman.json --runs alone')).code, 0);
    assert.deepEqual(
      (await rows('w.elman.json', 'alone')).map(row => row.slice(2)),
      ended,
    );
  });

  it('trains in phases, and again only if these change', async () => {
    const { 'training.maxIterations': _, 'validation.fraction': __, ...settings } = file.settings;
    const sentences = (complex: number) => ({ generator: 'agreement', number: 20, complex });
    const small = {
      ...file,
      seeds: 1,
      settings: { ...settings, 'training.sequenceLength': 1, 'text.unit': 'word' },
      phases: [
        { text: sentences(0), epochs: 2, resetEvery: [3, 4] },
        { text: sentences(0.5), epochs: 1 },
      ],
    };
    const { text: ___, ...withoutText } = small;
    writeFileSync(place.path('p.elman.json'), JSON.stringify(withoutText));
    const first = await place.run('experiment p.elman.json --runs phases');
    assert.equal(first.code, 0, first.stderr);
    assert.equal(runsIn('phases').length, 2);
    assert.equal((await place.run('experiment p.elman.json --runs phases')).stdout, first.stdout);
    const estimate = await place.run('experiment p.elman.json --runs other --dry-run');
    assert.match(estimate.stdout, /^2 runs\.\nAbout \d+:\d\d with/);
    const [one, two] = small.phases;
    writeFileSync(
      place.path('p.elman.json'),
      JSON.stringify({ ...small, phases: [one, { ...two, epochs: 2 }] }),
    );
    assert.match((await place.run('experiment p.elman.json --runs phases --dry-run')).stdout, /^2 runs\.$/m);
  });

  it('has new keys for a changed text, and keeps the old runs', async () => {
    writeFileSync(place.path('a.txt'), TEXT.repeat(4));
    const ended = await place.run('experiment e.elman.json --runs first --results after.csv');
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(readFileSync(place.path('after.csv'), 'utf8'), /^0,a\.txt,tanh,1,,,,,,$/m);
    assert.equal(runsIn('first').length, 6);
    rmSync(place.path('after.csv'));
    const planned = await place.run('experiment e.elman.json --runs first --dry-run');
    assert.match(planned.stderr, /^A text has changed since 6 runs of this experiment trained on it\./);
    assert.match(planned.stdout, /^6 runs\.\n/);
  });

  it('writes classic experiments as files, and replaces none', async () => {
    assert.match((await place.run('classic')).stdout, /^xor {2,}XOR in time {2,}Elman 1990$/m);
    const written = await place.run('classic parity');
    assert.equal(written.code, 0, written.stderr);
    assert.match(readFileSync(place.path('parity.elman.json'), 'utf8'), /^\/\/ Parity \(Tests of memory\)\n/);
    assert.equal(
      (await place.run('experiment parity.elman.json --list')).stdout.trim().split('\n').length,
      9,
    );
    const again = await place.run('classic parity');
    assert.deepEqual([again.code, /exists already/.test(again.stderr)], [1, true]);
    const unknown = await place.run('classic partiy');
    assert.deepEqual([unknown.code, /Did you mean parity\?/.test(unknown.stderr)], [2, true]);
  });

  it('names what is wrong in the file and its place', async () => {
    writeFileSync(
      place.path('w.elman.json'),
      '{ "version": 1, "name": "n",\n "text": "a.txt", "vary": { "modle.cell": ["gru"] } }',
    );
    const ended = await place.run('experiment w.elman.json');
    assert.equal(ended.code, 1);
    assert.match(
      ended.stderr,
      /^w\.elman\.json:2:29: There is no "modle\.cell" here\. Did you mean "model\.cell"\?/,
    );
    const twice = await place.run('experiment e.elman.json --list --index 1');
    assert.deepEqual([twice.code, /exclude each other/.test(twice.stderr)], [2, true]);
    assert.equal((await place.run('experiment e.elman.json --index 6')).code, 2);
    assert.equal((await place.run('experiment e.elman.json --shard 3/2')).code, 2);
  });
});
