import assert from 'node:assert/strict';
import { openModel } from '../../src/engine/families/kinds';
import { ModelStore } from '../../src/engine/storage/models/modelStore';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import type { RunSettings } from '../../src/protocol/run';
import { learnNgrams } from '../../src/workers/maker/learnNgrams';
import { newHash, systemClock } from '../../src/workers/ports';
import { scoreRange } from '../../src/workers/reader/answers';
import type { LoadedModel } from '../../src/workers/reader/loadedModel';
import { Models } from '../../src/workers/reader/models';
import { Readings } from '../../src/workers/reader/readings';
import { simdKernels } from '../engine/support/kernels';
import { MemoryFileSystem } from '../engine/support/memoryFileSystem';

const noYield = async () => undefined;

async function learn(text: string, settings: RunSettings) {
  const files = new MemoryFileSystem();
  const store = new ModelStore(files);
  const models = new Models({
    ...{ store: new RunStore(files, newHash), modelStore: store, now: systemClock.now, newHash },
    ...{ kernels: simdKernels, weights: async () => undefined, warn: () => undefined, yield: noYield },
    file: async () => assert.fail('no file is asked for'),
  });
  const bytes = new TextEncoder().encode(text);
  const source = { name: 'text.txt', uri: 'file:///text.txt', bytes };
  const record = await learnNgrams(store, {
    ...{ name: 'n-grams', text: source, settings, order: 3, smoothing: 'wittenBell' },
  });
  return { store, record, models };
}

const range = (text: string) => ({ uri: 'text', start: 0, end: text.length, context: 'document' }) as const;
const scoreOf = (model: LoadedModel, text: string) =>
  scoreRange(model, text, range(text), new AbortController().signal);

describe('stored n-grams', () => {
  const text = 'ab ba.\r\nabba\r\n'.repeat(20);
  const exact = { 'text.unit': 'character', 'text.lineEnds': 'keep' };

  it('read line ends as the settings of their training say', async () => {
    const { store, record, models } = await learn(text, exact);
    const file = { name: 'm.arpa', bytes: await store.trained(record) };
    const open = await openModel(file, { kernels: simdKernels, newHash });
    const expected = await scoreOf({ open, readings: new Readings(noYield) }, text);
    const found = await scoreOf(await models.loadedModel({ kind: 'made', id: record.id }), text);
    assert.equal(found.logProb, expected.logProb);
    assert.equal(found.scored, expected.scored);
    assert.equal(record.settings['text.lineEnds'], 'keep');
  });

  it('whose record lacks settings of the text, read it in the unit that their file names', async () => {
    const { store, record, models } = await learn(text, exact);
    const { 'text.lineEnds': _, 'text.strayMarks': __, ...settings } = record.settings;
    const older = { ...record, id: `${record.id}-older`, settings };
    await store.create(older, await store.trained(record));
    const [now, before] = await Promise.all(
      [record, older].map(async ({ id }) => scoreOf(await models.loadedModel({ kind: 'made', id }), text)),
    );
    assert.equal(before.logProb, now.logProb);
  });

  it('accept sentence marks inside a line if their training did', async () => {
    const words = 'a b <s> c\na b\n'.repeat(9);
    const { record, models } = await learn(words, { 'text.unit': 'word', 'text.strayMarks': 'unknown' });
    const { open } = await models.loadedModel({ kind: 'made', id: record.id });
    assert.equal(open.tokenizer.strayMark, undefined);
  });
});
