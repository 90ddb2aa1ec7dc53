import assert from 'node:assert/strict';
import { numberOf, RowReader } from '../../../src/engine/storage/runs/rowReader';

/** Reads a line in the middle of a file. Returns the values, or undefined if the line has another form. */
function read(line: string): number[] | undefined {
  const [before, after] = ['{"a":9}\n', '\n{"a":8}'];
  const bytes = new TextEncoder().encode(before + line + after);
  const values = new Float64Array(4).fill(7);
  const reader = new RowReader(bytes, ['a', 'b"']);
  const isRead = reader.read(before.length, before.length + line.length, values, 1);
  if (!isRead) return undefined;
  assert.deepEqual([values[0], values[3]], [7, 7], 'nothing else is written');
  return [...values.subarray(1, 3)];
}

describe('a row of metrics', () => {
  const rows: readonly (readonly [a: string, b: string, values: readonly number[]])[] = [
    ['0', '-1', [0, -1]],
    ['1.5', '0.25', [1.5, 0.25]],
    ['-0', '10', [-0, 10]],
    [
      '12345678901234567890',
      '0.1234567890123456789',
      ['12345678901234567890', '0.1234567890123456789'].map(Number),
    ],
    ['1e3', '-2.5E-7', [1000, -2.5e-7]],
    ['"NaN"', '"Infinity"', [Number.NaN, Number.POSITIVE_INFINITY]],
    ['"-Infinity"', 'null', [Number.NEGATIVE_INFINITY, Number.NaN]],
    ['true', '"x"', [Number.NaN, Number.NaN]],
  ];
  for (const [a, b, values] of rows) {
    it(`is read without JSON.parse for the whole line: ${a}, ${b}`, () => {
      assert.deepEqual(read(`{"a":${a},"b\\"":${b}}`), values);
    });
  }

  it('is left to JSON.parse in any other form', () => {
    const others = [
      ...['{"a":1}', '{"b\\"":1,"a":2}', '{ "a":1,"b\\"":2}', '{"a":1,"b\\"":2} ', '{"a":1,"b\\"":2,"c":3}'],
      ...[
        '{"a":01,"b\\"":2}',
        '{"a":1.,"b\\"":2}',
        '{"a":.5,"b\\"":2}',
        '{"a":-,"b\\"":2}',
        '{"a":,"b\\"":2}',
      ],
      ...['{"a":"1,2","b\\"":2}', '{"a":1,"b\\"":2', '{"a":1 ,"b\\"":x}', ''],
    ];
    for (const line of others) assert.equal(read(line), undefined, line);
  });

  it('has numbers, and infinities as strings', () => {
    assert.deepEqual([1, 'Infinity', '-Infinity', 'NaN', null, '1', true].map(numberOf), [
      1,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      ...Array(4).fill(Number.NaN),
    ]);
  });
});
