import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComparisonStore } from '../../src/engine/storage/comparisons/comparisonStore';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { exported } from '../export/support/runs';
import { comparisonRecord } from '../support/comparisonRecord';

const NOW = '2026-02-02T03:04:05.000Z';
const LATER = '2026-02-02T03:04:06.000Z';
const TEXT = new TextEncoder().encode('a text');

describe('the trash on a disk with symbolic links', () => {
  if (process.platform === 'win32') return;
  let root: string;
  let store: RunStore;
  const path = (name: string) => join(root, name);
  const outside = () => fs.readdirSync(path('outside'), { recursive: true, encoding: 'utf8' }).sort();
  const { record } = exported(1);
  const { id } = record;
  const inTrash = `store/trash/20260202T030405.${id}`;

  beforeEach(async () => {
    root = fs.mkdtempSync(join(tmpdir(), 'elman-trash-'));
    store = new RunStore(new NodeFileSystem(path('store')));
    await store.create(record, TEXT);
    fs.mkdirSync(path('outside'));
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  it('lets the link of a run go, and keeps the run that it leads to', async () => {
    fs.renameSync(path(`store/${id}`), path('outside/run'));
    fs.symlinkSync(path('outside/run'), path(`store/${id}`));
    const [stored] = await store.records.list();
    assert.equal(stored.id, id);
    await store.remove(id, NOW);
    assert.deepEqual(await store.restore(id), stored);
    await store.remove(id, NOW);
    await store.emptyTrash(LATER);
    assert.deepEqual(await store.removed(), []);
    assert.deepEqual(fs.readdirSync(path('store/trash')), []);
    assert.deepEqual(outside(), ['run', 'run/run.json']);
  });

  it('removes nothing where the trash itself, or the folder of texts, is a link', async () => {
    await store.remove(id, NOW);
    for (const name of ['trash', 'texts']) {
      fs.renameSync(path(`store/${name}`), path(`outside/${name}`));
      fs.symlinkSync(path(`outside/${name}`), path(`store/${name}`));
    }
    const before = outside();
    assert.equal(before.length, 5);
    await store.emptyTrash(LATER);
    assert.deepEqual(outside(), before);
    await assert.rejects(store.restore(id), /through a symbolic link/);
    await assert.rejects(store.create({ ...record, id: 'new' }, TEXT), /through a symbolic link/);
    assert.deepEqual(outside(), before);
  });

  it('keeps what a link within a removed run leads to', async () => {
    fs.mkdirSync(path('outside/checkpoints'));
    fs.writeFileSync(path('outside/checkpoints/best.safetensors'), 'precious');
    fs.symlinkSync(path('outside/checkpoints'), path(`store/${id}/checkpoints`));
    await store.remove(id, NOW);
    await store.emptyTrash(LATER);
    assert.ok(!fs.existsSync(path(inTrash)));
    assert.deepEqual(outside(), ['checkpoints', 'checkpoints/best.safetensors']);
  });

  it('keeps the models that the link of a comparison leads to', async () => {
    const comparisons = new ComparisonStore(new NodeFileSystem(path('store')));
    const comparison = comparisonRecord('20260102T030405-abcdef');
    await comparisons.save(comparison);
    fs.renameSync(path(`store/comparisons/${comparison.id}`), path('outside/comparison'));
    fs.writeFileSync(path('outside/comparison/hmm.safetensors'), 'precious');
    fs.symlinkSync(path('outside/comparison'), path(`store/comparisons/${comparison.id}`));
    await comparisons.remove(comparison.id, NOW);
    assert.deepEqual(await comparisons.restore(comparison.id), comparison);
    await comparisons.remove(comparison.id, NOW);
    const files = outside();
    assert.equal(files.length, 3);
    await store.emptyTrash(LATER);
    assert.deepEqual([fs.readdirSync(path('store/trash')), outside()], [[], files]);
  });

  it('moves no comparison where their folder is a link', async () => {
    const comparisons = new ComparisonStore(new NodeFileSystem(path('store')));
    const comparison = comparisonRecord('20260102T030405-abcdef');
    await comparisons.save(comparison);
    fs.renameSync(path('store/comparisons'), path('outside/comparisons'));
    fs.symlinkSync(path('outside/comparisons'), path('store/comparisons'));
    await assert.rejects(comparisons.remove(comparison.id, NOW), /through a symbolic link/);
    for (const name of ['../run', 'texts', 'Trash'])
      await assert.rejects(comparisons.remove(name, NOW), /There is no comparison/, name);
    assert.deepEqual(await comparisons.list(), [comparison]);
  });

  it('takes none of the store’s own folders for a run', async () => {
    for (const name of ['texts', 'trash', 'Texts', 'TRASH', 'texts.', 'trash..']) {
      await assert.rejects(store.remove(name, NOW), /is not the id of a run/, name);
      await assert.rejects(store.records.read(name), /is not the id of a run/, name);
      fs.mkdirSync(path(`store/trash/20260202T030405.${name}`), { recursive: true });
    }
    await store.emptyTrash(LATER);
    assert.equal(fs.readdirSync(path('store/trash')).length, 6);
    assert.equal(fs.readdirSync(path('store/texts')).length, 1);
  });
});
