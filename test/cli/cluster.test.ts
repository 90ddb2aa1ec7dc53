import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rangesOf } from '../../src/workers/cluster/slurm';
import { installFakeSlurm } from '../cluster/fakeSlurm';
import { TEXT } from '../engine/support/sessions';
import { CliFolder } from './runCli';

describe('an experiment on a cluster', () => {
  const place = new CliFolder();
  const file = {
    version: 1,
    name: 'cluster',
    text: 'a.txt',
    settings: { 'model.hidden': 4, 'training.maxIterations': 30 },
    vary: { 'model.activation': ['tanh', 'logistic'] },
    seeds: 2,
    launch: { slurm: { partition: 'short', time: '01:00:00', memory: '2G', atOnce: 2 } },
  };
  let restore = () => {};
  before(() => {
    writeFileSync(place.path('a.txt'), TEXT.repeat(3));
    writeFileSync(place.path("it's.elman.json"), JSON.stringify(file));
    restore = installFakeSlurm(place);
  });
  after(() => {
    restore();
    place.remove();
  });
  const submitted = (): { given: readonly string[]; script: string }[] =>
    readFileSync(place.path('sbatch.log'), 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));

  it('is submitted as one job array, waited for, and equals the same one trained here', async () => {
    const ended = await place.run(['experiment', "it's.elman.json", '--runs', 'there']);
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stderr, /^Submitted job 77 with 4 runs\./);
    const [{ given, script }] = submitted();
    for (const argument of ['--array=0-3%2', '--partition=short', '--time=01:00:00', '--mem=2G', '--requeue'])
      assert.ok(given.includes(argument), `${argument} in ${given.join(' ')}`);
    assert.match(
      script,
      /^exec .+ experiment '.+it'\\''s\.elman\.json' --runs .+ --wait --index "\$SLURM_ARRAY_TASK_ID"$/m,
    );
    const here = await place.run(['experiment', "it's.elman.json", '--runs', 'here', '--local']);
    assert.equal(here.stdout, ended.stdout);
  });

  it('submits only the runs that are missing', async () => {
    writeFileSync(place.path("it's.elman.json"), JSON.stringify({ ...file, seeds: 3 }));
    const ended = await place.run(['experiment', "it's.elman.json", '--runs', 'there']);
    assert.equal(ended.code, 0, ended.stderr);
    assert.equal(submitted().length, 2);
    assert.ok(submitted()[1].given.includes('--array=2,5%2'));
  });

  it('does not submit a run that is in the queue, and cancels its job', async () => {
    writeFileSync(place.path('queue.txt'), '0 1');
    const runs = readdirSync(place.path('there')).filter(name => name.startsWith('run-'));
    const { stdout } = await place.run(['experiment', "it's.elman.json", '--runs', 'there', '--json']);
    assert.equal(JSON.parse(stdout).conditions.length, 2);
    writeFileSync(place.path('there/slurm/77.json'), JSON.stringify({ 0: runs[0], 1: runs[1] }));
    const cancelled = await place.run(['experiment', "it's.elman.json", '--runs', 'there', '--cancel']);
    assert.deepEqual([cancelled.code, cancelled.stdout], [0, 'Cancelled 77.\n']);
    assert.equal(readFileSync(place.path('cancelled.txt'), 'utf8'), '77');
    assert.equal(submitted().length, 2);
  });

  it('says what Slurm says, and that it is missing', async () => {
    const closed = { ...file, launch: { slurm: { partition: 'closed' } } };
    writeFileSync(place.path('c.elman.json'), JSON.stringify(closed));
    const refused = await place.run('experiment c.elman.json --runs refused');
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /Slurm refused the job: .+invalid partition specified: closed/);
    const path = process.env.PATH;
    process.env.PATH = '';
    const missing = await place.run('experiment c.elman.json --runs refused');
    process.env.PATH = path;
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /Slurm was not found: this machine has no program "sbatch"/);
  });

  it('refuses names that a shell could take for a command', async () => {
    for (const slurm of [
      { partition: '; rm -rf' },
      { partition: '-p' },
      { account: '$(id)' },
      { time: '1:00; id' },
      { memory: '2G --x' },
      { modules: ['a b'] },
    ]) {
      writeFileSync(place.path('w.elman.json'), JSON.stringify({ ...file, launch: { slurm } }));
      const refused = await place.run('experiment w.elman.json --runs wrong');
      assert.deepEqual([refused.code, /Expected: /.test(refused.stderr)], [1, true], JSON.stringify(slurm));
    }
    assert.ok(!existsSync(place.path('wrong')));
  });
});

describe('indices of a job array', () => {
  it('are written as ranges', () => {
    assert.equal(rangesOf([0, 1, 2, 5, 7, 8]), '0-2,5,7-8');
    assert.equal(rangesOf([3]), '3');
  });
});
