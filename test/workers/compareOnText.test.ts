import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ComparisonStore } from '../../src/engine/storage/comparisons/comparisonStore';
import type { KindsRecord } from '../../src/protocol/kindsComparison';
import { compareOnText } from '../../src/workers/maker/compareOnText';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { simdKernels } from '../engine/support/kernels';

const textOf = (line: string) => ({
  ...{ name: 'text.txt', uri: 'file:///text.txt' },
  bytes: new TextEncoder().encode(line.repeat(30)),
});
const TEXT = textOf('the cat sat on the mat, and 2 dogs lay on the rug.\n');
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
