import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TextUnit } from '../../src/engine/data/tokenizers';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { surprisalRows } from '../../src/engine/scoring/surprisal/rows';
import { Cancelled } from '../../src/protocol/channel';
import type { Context, SurprisalExport } from '../../src/protocol/reader';
import { Readings } from '../../src/workers/reader/readings';
import { writeSurprisal } from '../../src/workers/reader/surprisal';
import { randomTextModel } from '../engine/support/textModel';

const TEXT = 'the cat sat on the mat\nthe dog sat on the cat\n'.repeat(500);

describe('an export of surprisal', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'elman-surprisal-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const modelOf = (unit: TextUnit) => {
    const open = { ...randomTextModel(referenceKernels(), unit, TEXT), description: unit, iteration: 0 };
    return { open, readings: new Readings(open, async () => {}) };
  };
  const passage = (start: number, end: number, context: Context = 'none') => ({
    ...{ name: 'a.txt', text: TEXT },
    passage: { uri: 'file:///a.txt', start, end, context },
  });
  const paramsOf = (changes: Partial<SurprisalExport> = {}): SurprisalExport => ({
    ...{ id: 1, sources: [], rows: 'token', perLine: false, hasMark: false },
    models: [{ name: 'm', reference: { kind: 'made', id: 'm' } }],
    path: join(folder, 'table.tsv'),
    ...changes,
  });
  const unwatched = { signal: new AbortController().signal, progress: () => {}, yield: async () => {} };
  const read = (path: string) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .slice(1, -1)
      .map(line => line.split('\t'));

  for (const unit of ['character', 'word', 'segmented'] as const) {
    it(`has the same rows when the text is read in pieces: ${unit}`, async () => {
      const model = modelOf(unit);
      const params = paramsOf();
      const count = await writeSurprisal([model], [passage(0, TEXT.length)], params, unwatched);
      const expected = [...surprisalRows(model.open, [TEXT].values())];
      const rows = read(params.path);
      assert.equal(count, expected.length);
      assert.deepEqual(
        rows.map(cells => cells.slice(3, 6)),
        expected.map(({ token, start, end }) => [token.replace('\n', '\\n'), String(start), String(end)]),
      );
      const isNear = (cell: string, { logProb }: { readonly logProb: number }) =>
        Math.abs(Number(cell) + logProb / Math.LN2) < 1e-6;
      assert.ok(rows.every((cells, i) => isNear(cells[6], expected[i])));
    });

    it(`has the rows of a selection after its context: ${unit}`, async () => {
      const model = modelOf(unit);
      const start = TEXT.indexOf('dog');
      const params = paramsOf();
      await writeSurprisal([model], [passage(start, start + 11, 'document')], params, unwatched);
      const all = [...surprisalRows(model.open, [TEXT.slice(0, 46)].values())];
      const expected = all.filter(row => row.end > start && row.start < start + 11);
      const rows = read(params.path);
      assert.deepEqual(
        rows.map(cells => cells[3]),
        expected.map(({ token }) => token),
      );
      assert.ok(rows.every((cells, i) => Math.abs(Number(cells[6]) + expected[i].logProb / Math.LN2) < 1e-6));
      assert.ok(rows.every(cells => cells[1] === '1')); // sentences are counted from the selection on
    });
  }

  it('names the text of each row where there are several', async () => {
    const params = paramsOf({ perLine: true, rows: 'word' });
    const sources = [passage(0, 46), { ...passage(23, 46), name: 'b.txt' }];
    await writeSurprisal([modelOf('character')], sources, params, unwatched);
    const rows = read(params.path);
    assert.deepEqual([...new Set(rows.map(([item]) => item))], ['a.txt:1', 'a.txt:2', 'b.txt:1']);
    const withoutItem = (from: number) => rows.slice(from, from + 6).map(cells => cells.slice(1));
    assert.deepEqual(withoutItem(6), withoutItem(12)); // the same line, read on its own
  });

  it('writes regions of a table of items', async () => {
    const text = 'item\tcondition\ttext\r\n1\ta\tthe cat | sat\r\n';
    const source = { ...passage(0, text.length), text };
    const params = paramsOf({ rows: 'region', path: join(folder, 'r.csv'), hasMark: true });
    assert.equal(await writeSurprisal([modelOf('word')], [source], params, unwatched), 2);
    assert.match(readFileSync(params.path, 'utf8'), /^\ufeffitem,condition,region,text.*\r\n1,a,1,the cat,/);
  });

  it('reports how much is done, and leaves the file as it was when it is cancelled', async () => {
    const params = paramsOf({ path: join(folder, 'kept.tsv') });
    writeFileSync(params.path, 'before');
    const before = readdirSync(folder);
    const controller = new AbortController();
    const shares: number[] = [];
    const progress = (share: number) => {
      shares.push(share);
      if (shares.length === 3) controller.abort();
    };
    const ports = { signal: controller.signal, progress, yield: async () => {} };
    await assert.rejects(
      writeSurprisal([modelOf('character')], [passage(0, TEXT.length)], params, ports),
      Cancelled,
    );
    assert.ok(shares[0] > 0 && shares[0] <= shares[2] && shares[2] < 1, shares.join());
    assert.equal(readFileSync(params.path, 'utf8'), 'before');
    assert.deepEqual(readdirSync(folder), before);
  });
});
