import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TextUnit } from '../../src/engine/data/tokenizers';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { surprisalRows } from '../../src/engine/scoring/surprisal/rows';
import { Cancelled } from '../../src/protocol/channel';
import type { SurprisalExport, SurprisalLines } from '../../src/protocol/surprisalTable';
import type { Context } from '../../src/protocol/textRange';
import { Readings } from '../../src/workers/reader/readings';
import { sendSurprisal, writeSurprisal } from '../../src/workers/reader/surprisal';
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
    return { open, readings: new Readings(async () => {}) };
  };
  const sourceOf = (start: number, end: number, context: Context = 'none') => ({
    ...{ name: 'a.txt', text: TEXT },
    range: { uri: 'file:///a.txt', start, end, context },
  });
  const paramsOf = (changes: Partial<SurprisalExport> = {}): SurprisalExport => ({
    ...{ id: 1, sources: [], rows: 'token', perLine: false, hasMark: false, version: '1.2.3' },
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
      const count = await writeSurprisal([model], [sourceOf(0, TEXT.length)], params, unwatched);
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
      await writeSurprisal([model], [sourceOf(start, start + 11, 'document')], params, unwatched);
      const all = [...surprisalRows(model.open, [TEXT.slice(0, 46)].values())];
      const expected = all.filter(row => row.end > start && row.start < start + 11);
      const rows = read(params.path);
      assert.deepEqual(
        rows.map(cells => cells[3]),
        expected.map(({ token }) => token),
      );
      assert.ok(rows.every((cells, i) => Math.abs(Number(cells[6]) + expected[i].logProb / Math.LN2) < 1e-6));
      // Sentences are numbered from the start of the selection.
      assert.ok(rows.every(cells => cells[1] === '1'));
    });
  }

  it('names the text of each row where there are several', async () => {
    const params = paramsOf({ perLine: true, rows: 'word' });
    const sources = [sourceOf(0, 46), { ...sourceOf(23, 46), name: 'b.txt' }];
    await writeSurprisal([modelOf('character')], sources, params, unwatched);
    const rows = read(params.path);
    assert.deepEqual([...new Set(rows.map(([item]) => item))], ['a.txt:1', 'a.txt:2', 'b.txt:1']);
    const withoutItem = (from: number) => rows.slice(from, from + 6).map(cells => cells.slice(1));
    // The same line has the same figures wherever it is, because each line is read separately.
    assert.deepEqual(withoutItem(6), withoutItem(12));
  });

  it('writes regions of a table of items', async () => {
    const text = 'item\tcondition\ttext\r\n1\ta\tthe cat | sat\r\n';
    const source = { ...sourceOf(0, text.length), text };
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
      writeSurprisal([modelOf('character')], [sourceOf(0, TEXT.length)], params, ports),
      Cancelled,
    );
    assert.ok(shares[0] > 0 && shares[0] <= shares[2] && shares[2] < 1, shares.join());
    assert.equal(readFileSync(params.path, 'utf8'), 'before');
    assert.deepEqual(readdirSync(folder), before);
  });

  it('sends the same lines in pieces, with the place of each in the document', async () => {
    const text = `𠮷𠮷 the cat\n${TEXT}`;
    const source = { ...sourceOf(0, text.length), text };
    for (const unit of ['character', 'word'] as const) {
      const params = paramsOf();
      await writeSurprisal([modelOf(unit)], [source], params, unwatched);
      const pieces: SurprisalLines[] = [];
      const ports = { ...unwatched, send: (piece: SurprisalLines) => pieces.push(piece) };
      assert.ok(await sendSurprisal([modelOf(unit)], [source], { ...params, limit: 1e6 }, ports));
      assert.equal(pieces.map(({ lines }) => lines).join(''), readFileSync(params.path, 'utf8'));
      assert.ok(pieces.length > 3);
      const places = pieces.flatMap(piece => [...piece.places]).slice(2);
      for (const [i, cells] of read(params.path).entries()) {
        const covered = text.slice(places[2 * i], places[2 * i + 1]);
        const token = cells[3] === '</s>' ? '\n' : cells[3].replace('\\n', '\n');
        assert.equal(covered, token);
      }
    }
  });

  it('sends regions with the lines that they come from, and no more rows than asked for', async () => {
    const text = 'item\tcondition\ttext\n1\ta\tthe cat | sat\n1\ta\ton the mat\n';
    const source = { ...sourceOf(0, text.length), text };
    const sent = async (limit: number) => {
      const pieces: SurprisalLines[] = [];
      const ports = { ...unwatched, send: (piece: SurprisalLines) => pieces.push(piece) };
      const params = { ...paramsOf({ rows: 'region' }), limit };
      const isWhole = await sendSurprisal([modelOf('word')], [source], params, ports);
      const places = pieces.flatMap(piece => [...piece.places]);
      const rows =
        pieces
          .map(({ lines }) => lines)
          .join('')
          .trimEnd()
          .split('\n').length - 1;
      return { isWhole, rows, covered: places.map((at, i) => (i % 2 ? text.slice(places[i - 1], at) : '')) };
    };
    const all = await sent(3);
    assert.deepEqual([all.isWhole, all.rows], [true, 3]);
    const [first, second] = text.split('\n').slice(1);
    assert.deepEqual(
      all.covered.filter((_, i) => i % 2 === 1),
      ['', first, first, second],
    );
    assert.deepEqual({ ...(await sent(2)), covered: [] }, { isWhole: false, rows: 2, covered: [] });
  });
});
