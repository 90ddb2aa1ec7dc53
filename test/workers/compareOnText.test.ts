import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ComparisonStore } from '../../src/engine/storage/comparisons/comparisonStore';
import { lockedComparisons } from '../../src/engine/storage/comparisons/lockedComparisons';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import type { KindsRecord } from '../../src/protocol/kindsComparison';
import { locksIn } from '../../src/workers/lockHeartbeat';
import { compareOnText } from '../../src/workers/maker/compareOnText';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { processTable } from '../../src/workers/processes';
import { simdKernels } from '../engine/support/kernels';

const textOf = (line: string) => ({
  ...{ name: 'text.txt', uri: 'file:///text.txt' },
  bytes: new TextEncoder().encode(line.repeat(30)),
});
const TEXT = textOf('the cat sat on the mat, and 2 dogs lay on the rug.\n');
const [NOW, LATER] = ['2026-02-02T03:04:05.000Z', '2026-02-02T03:04:06.000Z'];
const OPTIONS = {
  budget: { tokens: 1000, parameters: 2000 },
  models: ['trigram', 'hmm', 'gru'],
  seeds: 1,
} as const;

describe('a stored comparison of kinds of models', () => {
  let folder: string;
  let store: ComparisonStore;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-kinds-'));
    store = new ComparisonStore(new NodeFileSystem(folder));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const ports = (changed: (record: KindsRecord) => void = () => undefined) => ({
    ...{ store, kernels: simdKernels, progressed: () => undefined, changed },
    lock: locksIn(new NodeFileSystem(folder), processTable, lockedComparisons),
  });
  const start = (changed?: (record: KindsRecord) => void) =>
    compareOnText(ports(changed), { text: TEXT, settings: { 'model.hidden': 5 }, options: OPTIONS });
  const perplexities = ({ results }: KindsRecord) =>
    results.map(each => 'perplexity' in each && each.perplexity);

  it('is stored after each kind, and listed', async () => {
    const seen: number[] = [];
    const record = await start(({ results }) => seen.push(results.length));
    assert.deepEqual(seen, [0, 1, 2, 3]);
    assert.deepEqual(await store.list(), [JSON.parse(JSON.stringify(record))]);
    assert.deepEqual(
      Object.keys(record.settings).filter(name => !name.startsWith('text.')),
      [],
    );
  });

  it('continues with the kinds that have no result yet', async () => {
    const whole = await start();
    await store.save({ ...whole, results: whole.results.slice(0, 1) });
    const seen: number[] = [];
    const continued = await compareOnText(
      ports(({ results }) => seen.push(results.length)),
      {
        ...{ id: whole.id, text: TEXT },
      },
    );
    assert.deepEqual(seen, [1, 2, 3]);
    assert.deepEqual(perplexities(continued), perplexities(whole));
  });

  it('ends, and writes nothing, when its lock is removed', async () => {
    let id = '';
    const ending = start(record => {
      id = record.id;
      rmSync(path.join(folder, 'comparisons', id), { recursive: true });
    });
    await assert.rejects(ending, /Another window or program has deleted or continued/);
    assert.ok(!existsSync(path.join(folder, 'comparisons', id)));
  });

  it('creates no folder for a comparison that was deleted', async () => {
    const { id } = await start();
    await store.remove(id, NOW);
    await assert.rejects(compareOnText(ports(), { id, text: TEXT }), /There is no comparison/);
    assert.ok(!existsSync(path.join(folder, 'comparisons', id)));
  });

  it('is restored from the trash with its models, or deleted after its time', async () => {
    const record = JSON.parse(JSON.stringify(await start()));
    const runs = new RunStore(new NodeFileSystem(folder));
    await store.remove(record.id, NOW);
    assert.deepEqual([await store.list(), await store.find(record.id)], [[], undefined]);
    assert.deepEqual(await store.removed(), [record]);
    assert.deepEqual(await runs.removed(), []);
    assert.deepEqual(await store.restore(record.id), record);
    assert.ok(existsSync(path.join(folder, 'comparisons', record.id, 'hmm.safetensors')));
    await assert.rejects(store.restore(record.id), /no longer in the trash/);
    await store.remove(record.id, NOW);
    await runs.emptyTrash(NOW);
    assert.deepEqual(await store.removed(), [record]);
    await runs.emptyTrash(LATER);
    assert.deepEqual([await store.removed(), readdirSync(path.join(folder, 'trash'))], [[], []]);
  });

  it('does not continue on another text', async () => {
    const { id } = await start();
    await assert.rejects(compareOnText(ports(), { id, text: textOf('another text\n') }), /has changed since/);
  });

  it('is left out of the list if its record is damaged', async () => {
    const { id } = await start();
    writeFileSync(path.join(folder, 'comparisons', id, 'comparison.json'), '{"version": 1}');
    assert.deepEqual(await store.list(), []);
    await assert.rejects(store.read(id), /is damaged/);
    await assert.rejects(store.read('../run'), /There is no comparison/);
  });

  it('leaves no files behind for an empty text', async () => {
    const text = { ...TEXT, bytes: new Uint8Array(0) };
    await assert.rejects(compareOnText(ports(), { text, settings: {}, options: OPTIONS }), /is empty/);
    assert.deepEqual(await store.list(), []);
  });
});
