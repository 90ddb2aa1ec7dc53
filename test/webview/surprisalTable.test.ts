import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberIn, TableModel, textIn } from '../../webview/surprisal/tableModel';

const HEAD = 'item\tsentence\ttoken_id\ttoken\tstart\tend\tsurprisal\tlog10p\trank\tentropy\tunknown\torder';

/** Returns a table with these tokens and surprisals. They are added in two pieces. */
function tableOf(rows: readonly (readonly [token: string, surprisal: string])[], head = HEAD): TableModel {
  const model = new TableModel();
  const lines = rows.map(
    ([token, bits], i) => `1\t1\t${i + 1}\t${token}\t${i}\t${i + 1}\t${bits}\t-1\t2\t3\t${bits ? 0 : 1}\t\n`,
  );
  const half = Math.floor(rows.length / 2);
  const places = rows.flatMap((_, i) => [10 * i, 10 * i + 5]);
  model.begin();
  model.add({
    lines: `${head}\n${lines.slice(0, half).join('')}`,
    places: Int32Array.of(0, 0, ...places.slice(0, 2 * half)),
  });
  model.add({ lines: lines.slice(half).join(''), places: Int32Array.from(places.slice(2 * half)) });
  return model;
}

const column = (model: TableModel, place: number) =>
  Array.from({ length: model.length }, (_, i) => model.row(i).cells[place]);

describe('a table of surprisal in a page', () => {
  const model = tableOf([
    ['the', '3.5'],
    ['cat', ''],
    ['b\\n', 'inf'],
    ['sat', '10'],
    ['a', '3.5'],
  ]);

  it('has the rows of the export in the order of the text, each with its place', () => {
    model.sortBy(undefined);
    assert.deepEqual(model.columns, HEAD.split('\t'));
    assert.deepEqual(column(model, 3), ['the', 'cat', 'b\\n', 'sat', 'a']);
    assert.deepEqual([model.row(3).start, model.row(3).end], [30, 35]);
  });

  it('is sorted by numbers and by texts; rows without a value come last, equal rows stay in order', () => {
    model.sortBy({ column: 6, descending: true });
    assert.deepEqual(column(model, 3), ['b\\n', 'sat', 'the', 'a', 'cat']);
    assert.equal(model.row(0).start, 20);
    model.sortBy({ column: 6, descending: false });
    assert.deepEqual(column(model, 3), ['the', 'a', 'sat', 'b\\n', 'cat']);
    model.sortBy({ column: 3, descending: false });
    assert.deepEqual(column(model, 3), ['a', 'b\\n', 'cat', 'sat', 'the']);
  });

  it('keeps every row when it is sorted', () => {
    const cells = fc.array(
      fc.oneof(fc.double({ noNaN: true }).map(String), fc.constantFrom('', 'inf', '-inf')),
    );
    fc.assert(
      fc.property(cells, fc.boolean(), (surprisals, descending) => {
        const table = tableOf(surprisals.map((bits, i) => [`t${i}`, bits]));
        table.sortBy({ column: 6, descending });
        const sorted = column(table, 6);
        assert.deepEqual([...sorted].sort(), [...surprisals].sort());
        const values = sorted.map(numberIn).filter(value => !Number.isNaN(value));
        assert.ok(
          values.every(
            (value, i) => i === 0 || (descending ? value <= values[i - 1] : value >= values[i - 1]),
          ),
        );
        assert.ok(sorted.slice(values.length).every(cell => cell === ''));
      }),
    );
  });

  it('counts the rows with unknown tokens for each model, and names the figure of a column', () => {
    assert.deepEqual(model.unknownRows(), [1]);
    const head = HEAD.replace('surprisal', 'surprisal_a_b.txt').replace('unknown', 'unknown_a_b.txt');
    const named = tableOf([['the', '']], head);
    assert.equal(named.figureOf(6), 'surprisal');
    assert.equal(named.figureOf(2), 'token_id');
    assert.deepEqual(named.unknownRows(), [1]);
    assert.equal(model.largest(6), 10);
  });

  it('reads the cells of an export', () => {
    assert.deepEqual(['', 'inf', '-inf', '1.5'].map(numberIn), [Number.NaN, Infinity, -Infinity, 1.5]);
    assert.equal(textIn('a\\tb\\\\n\\n'), 'a\tb\\n\n');
  });
});
