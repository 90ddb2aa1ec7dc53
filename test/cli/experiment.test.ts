import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { TEXT } from '../engine/support/sessions';
import { Workplace } from './runCli';

const file = {
  version: 1,
  name: 'tanh or logistic',
  text: 'a.txt',
  settings: { 'model.hidden': 6, 'training.maxIterations': 60, 'validation.fraction': 0.2 },
  vary: { 'model.activation': ['tanh', 'logistic'] },
  seeds: 3,
};

describe('elman experiment', () => {
  const place = new Workplace();
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

  it('counts failed runs, leaves them out, and trains the others', async () => {
    const settings = { ...file.settings, 'training.optimizer': 'sgd', 'training.gradientClip': 0 };
    const vary = { 'training.learningRate': [0.01, 10] };
    writeFileSync(place.path('f.elman.json'), JSON.stringify({ ...file, settings, vary, seeds: 2 }));
    const ended = await place.run('experiment f.elman.json --runs failed');
    assert.equal(ended.code, 1);
    assert.match(ended.stdout, /2 runs failed; the means leave them out/);
    assert.match(ended.stderr, /^Run [23]: failed\. .+$/m);
  });

  it('has new keys for a changed text, and keeps the old runs', async () => {
    writeFileSync(place.path('a.txt'), TEXT.repeat(4));
    const ended = await place.run('experiment e.elman.json --runs first --results after.csv');
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(readFileSync(place.path('after.csv'), 'utf8'), /^0,a\.txt,tanh,1,,,,,,$/m);
    assert.equal(runsIn('first').length, 6);
    rmSync(place.path('after.csv'));
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
