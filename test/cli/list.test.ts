import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { CliFolder, lastRecord, linesOf } from './runCli';

const QUICK = '--hidden 8 --max-iterations 40 --json';

describe('elman list', () => {
  const place = new CliFolder();
  let [plain, validated] = ['', ''];
  before(async () => {
    writeFileSync(place.path('a.txt'), 'the cat sat on the mat.\n'.repeat(40));
    plain = lastRecord(await place.run(`train a.txt ${QUICK}`)).id;
    validated = lastRecord(await place.run(`train a.txt ${QUICK} --fraction 0.2 --name mine`)).id;
  });
  after(() => place.remove());

  const recordPath = (id: string) => place.path(`elman-runs/${id}/run.json`);
  const recordOf = (id: string) => JSON.parse(readFileSync(recordPath(id), 'utf8'));

  it('has a row per run, the newest first, with its losses per token', async () => {
    const { code, stdout, stderr } = await place.run('list');
    assert.deepEqual([code, stderr], [0, '']);
    const [head, first, second] = stdout.split('\n').map(line => line.trim().split(/ {2,}/));
    assert.deepEqual(head, ['id', 'state', 'name', 'text', 'loss of', 'iteration', 'loss', 'best']);
    const { validation } = recordOf(validated);
    const held = [validation.last.loss, validation.best.loss].map(loss => loss.toFixed(3));
    assert.deepEqual(first, [validated, 'done', 'mine', 'a.txt', 'held-out text', '40', ...held]);
    const { smoothLoss, bestLoss, settings } = recordOf(plain);
    const losses = [smoothLoss, bestLoss].map(loss =>
      (loss / settings['training.sequenceLength']).toFixed(3),
    );
    assert.deepEqual(second, [plain, 'done', 'elman tanh 8', 'a.txt', 'training text', '40', ...losses]);
  });

  it('prints a line of JSON per run, whose id other commands take', async () => {
    const [, { id, type: _, ...run }] = linesOf(await place.run('list --json'));
    assert.deepEqual([run.kind, run.state, run.text, run.heldOut], ['run', 'done', 'a.txt', false]);
    assert.equal((await place.run(`score ${id} a.txt`)).code, 0);
  });

  it('says that a run was interrupted whose process ended without a word', async () => {
    const record = recordOf(plain);
    writeFileSync(recordPath(plain), JSON.stringify({ ...record, state: 'running' }));
    const states = linesOf(await place.run('list --json')).map(({ state }) => state);
    writeFileSync(recordPath(plain), JSON.stringify(record));
    assert.deepEqual(states, ['done', 'interrupted']);
  });

  it('says that a folder has no runs, and how to name another one', async () => {
    const { code, stdout, stderr } = await place.run('list --runs elsewhere');
    assert.deepEqual([code, stdout], [0, '']);
    assert.equal(stderr, 'There are no runs in "elsewhere". --runs names another folder.\n');
  });
});
