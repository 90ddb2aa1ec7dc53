import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatOf, numberCell, rowOf, textCell } from '../../src/export/surprisal/cells';
import { readRegionItems } from '../../src/export/surprisal/regionItems';
import { tenDigits } from '../../src/export/surprisal/tenDigits';
import { readCsv } from './support/readCsv';

describe('cells of a table', () => {
  it('contain every text on one line, and can be read back', () => {
    const unescaped = (cell: string) =>
      cell.replaceAll(/\\(.)/g, (_, sign) => ({ t: '\t', n: '\n', r: '\r' })[sign as string] ?? sign);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a,"\\\t\n\rn=') }), fc.string(), (a, b) => {
        const row = (format: 'csv' | 'tsv') => rowOf([textCell(a, format), textCell(b, format)], format);
        assert.deepEqual(readCsv(row('csv'))[0].map(unescaped), [a, b]);
        const [cells, rest] = row('tsv').split('\n');
        assert.deepEqual([cells.split('\t').map(unescaped), rest], [[a, b], '']);
      }),
    );
  });

  it('have ten digits; missing figures are empty', () => {
    assert.deepEqual([1 / 3, Number.NaN, -Infinity, 12].map(numberCell), ['0.3333333333', '', '-inf', '12']);
    assert.deepEqual(['a.csv', 'A.CSV', 'a.tsv', '-'].map(formatOf), ['csv', 'csv', 'tsv', 'tsv']);
  });
});

describe('ten significant digits', () => {
  it('are those of toPrecision, without zeros at the end', () => {
    const expected = (value: number) => String(Number(value.toPrecision(10)));
    const made = [0, -0, 1, -1.5, 9.9999999999, 0.99999999999, 999_999_999.96, 1e9, 1e-4, 1.00000000049, 0.1];
    for (const value of made) assert.equal(tenDigits(value), expected(value));
    const sizes = fc.integer({ min: -8, max: 12 });
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), sizes, (digits, size) => {
        const value = (digits / 2 ** 31) * 10 ** size;
        const isTie = Math.abs((Math.abs(Number(tenDigits(value)) - value) / Math.abs(value)) * 1e10) > 4.99;
        if (!isTie) assert.equal(tenDigits(value), expected(value));
      }),
    );
  });
});

describe('a table of items', () => {
  const read = (text: string) => readRegionItems('items.tsv', text.split('\n'));

  it('divides texts at | and joins the rows of one sentence', () => {
    const items = read(
      '\ufeffText\titem\tcondition\nthe horse | fell\t1\ta\n\nthe horse\t1\tb\nfell |down\t1\tb\n馬が\t2\ta\n倒れた|。\t2\ta',
    );
    assert.deepEqual(items, [
      { item: '1', condition: 'a', regions: ['the horse ', 'fell'], names: ['1', '2'], lines: [2, 2] },
      {
        item: '1',
        condition: 'b',
        regions: ['the horse', ' fell ', 'down'],
        names: ['1', '2', '3'],
        lines: [4, 5, 5],
      },
      {
        item: '2',
        condition: 'a',
        regions: ['馬が', '倒れた', '。'],
        names: ['1', '2', '3'],
        lines: [6, 7, 7],
      },
    ]);
  });

  it('keeps the names of the regions: one per row, or divided at | as the text is', () => {
    const names = (text: string) => read(text).map(item => item.names);
    assert.deepEqual(
      names('item\tregion\tcondition\ttext\n1\tnoun\ta\tthe horse\n1\tverb\ta\tfell\n2\t\ta\tit | fell'),
      [
        ['noun', 'verb'],
        ['1', '2'],
      ],
    );
    assert.deepEqual(names('item\tcondition\tregion\ttext\n1\ta\tnoun | verb\tthe horse | fell'), [
      ['noun', 'verb'],
    ]);
    assert.throws(
      () => read('item\tcondition\tregion\ttext\n1\ta\tnoun|verb\tit|fell|down'),
      /Line 2 .* number of regions \(3\) than of their names \(2\)/,
    );
  });

  it('names a column that is missing, and the line of a row that is too short', () => {
    assert.throws(() => read('item\ttext\n1\ta'), /no column "condition"/);
    assert.throws(() => read('item\tcondition\ttext\n1\ta\tb\n\n2\tb'), /Line 4 .* fewer columns \(2\)/);
    assert.throws(() => read('item\tcondition\ttext\n'), /no items/);
    assert.throws(() => read(''), /no items/);
  });
});
