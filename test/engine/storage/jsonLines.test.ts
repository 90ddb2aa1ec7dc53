import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  decodeChanges,
  decodeRows,
  decodeSamples,
  encodeRows,
  linesBefore,
} from '../../../src/engine/storage/runs/jsonLines';

const columns = ['iteration', 'loss', 'norm.Wxh'];

/**
 * Generates numbers whose JSON has any length: numbers with arbitrary bits, numbers with few digits, and
 * numbers between them.
 */
const numbers = fc.oneof(
  fc.double(),
  fc.double({ min: 0, max: 1000, noNaN: true }),
  fc.double({ min: 0, max: 1e-4, noNaN: true }),
  fc.float().map(value => value * 0.1),
  fc.integer(),
);

const bytesOf = (text: string) => new TextEncoder().encode(text);
const decoded = (text: string) => decodeRows(bytesOf(text));

describe('lines of metrics', () => {
  it('restore any numbers bit for bit (50,000 of them)', () => {
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1000, maxLength: 1000 }), found => {
        const values = Float64Array.from(found.flatMap((value, i) => [i, value + 0, 0 - value]));
        assert.deepEqual(decodeRows(encodeRows({ columns, values })), { columns, values });
      }),
      { numRuns: 50 },
    );
  });

  it('are read as JSON is, even if another program wrote the numbers', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,24})?(e[+-]?\d{1,2})?$/);
    fc.assert(
      fc.property(digits, text => {
        const { values } = decoded(`{"iteration":0,"loss":1}\n{"iteration":1,"loss":${text}}\n`);
        assert.deepEqual([...values], [0, 1, 1, JSON.parse(text)]);
      }),
      { numRuns: 5000 },
    );
  });

  it('may have more decimal places than a power of ten that is an exact double', () => {
    for (const text of ['0.0000000000000000000001', '0.00000000000000000000001', '0.00000000000000000003606'])
      assert.deepEqual([...decoded(`{"iteration":1,"loss":${text}}\n`).values], [1, Number(text)]);
  });

  it('are skipped if they are cut off or garbled, and read if only their form differs', () => {
    const good = '{"iteration":1,"loss":2.5}';
    const others = [
      '{"iteration":2,"loss":3.',
      '{"iteration":2,"loss":03}',
      '{"iteration":2,"loss":1.}',
      '{"iteration":2,"loss":1.2.3}',
      '{"iteration":2,"loss":-}',
      '{"iteration":2,"loss":4}}',
      '{"iteration":2,"loss":"NaN}',
      '{"iteration":2,"lost":4}x',
      'nonsense',
      '[1]',
      '7',
      '',
    ];
    for (const other of others)
      assert.deepEqual([...decoded(`${good}\n${other}\n${good}\n`).values], [1, 2.5, 1, 2.5], other);
    const readable = [
      '{ "loss": 4, "iteration": 2 }',
      '{"iteration":2,"loss":4,"more":"a,b"}',
      '{"iteration":2,"loss":4}\r',
    ];
    for (const other of readable)
      assert.deepEqual([...decoded(`${good}\n${other}`).values], [1, 2.5, 2, 4], other);
    assert.deepEqual(
      [...decoded(`${good}\n{"iteration":2}\n{"iteration":3,"loss":null}`).values],
      [1, 2.5, 2, NaN, 3, NaN],
    );
    assert.deepEqual(decoded('nonsense\n'), { columns: [], values: new Float64Array() });
  });

  it('have numbers in range: a row without an iteration is skipped, an impossible time is NaN', () => {
    const row = (iteration: string, elapsed = '1', tokens = '1') =>
      `{"iteration":${iteration},"elapsed":${elapsed},"tokens":${tokens},"loss":1e309}\n`;
    const bad = ['1e309', '-1e309', '-1', '0.5', '9007199254740992', '"NaN"', 'null', '[]', '"5"', 'true'];
    const { columns, values } = decoded(`${bad.map(each => row(each)).join('')}${row('7')}`);
    assert.deepEqual(columns, ['iteration', 'elapsed', 'tokens', 'loss']);
    assert.deepEqual([...values], [7, 1, 1, Number.POSITIVE_INFINITY]);
    for (const time of ['1e309', '-1', '1e16', '"Infinity"', '[1,2]'])
      assert.deepEqual(
        [...decoded(row('7', time, '-5')).values].slice(0, 3),
        [7, Number.NaN, Number.NaN],
        time,
      );
    assert.equal(linesBefore(bytesOf(`${row('-1')}${row('null')}${row('7')}`), 8).length, row('7').length);
  });

  it('of samples and events are skipped if a number is out of range', () => {
    const sample = '{"iteration":3,"text":"x","flow":[[1,0.5]],"activations":[ACT]}'.replace(
      'ACT',
      '{"low":-1,"high":1,"counts":[2,3],"saturated":0.25,"dead":0}',
    );
    const event = '{"iteration":3,"elapsed":5,"setting":"training.learningRate","from":0.1,"to":0.2}';
    assert.equal(decodeSamples(bytesOf(sample)).length, 1);
    assert.equal(decodeChanges(bytesOf(event)).length, 1);
    for (const [from, to] of [
      ['"iteration":3', '"iteration":1e309'],
      ['"iteration":3', '"iteration":-1'],
      ['[1,0.5]', '[1,1e309]'],
      ['"high":1', '"high":1e309'],
      ['[2,3]', '[2,0.5]'],
      ['0.25', '2'],
    ])
      assert.deepEqual(decodeSamples(bytesOf(sample.replace(from, to))), [], to);
    for (const [from, to] of [
      ['"iteration":3', '"iteration":1e309'],
      ['"elapsed":5', '"elapsed":-1e309'],
      ['"to":0.2', '"to":1e309'],
    ])
      assert.deepEqual(decodeChanges(bytesOf(event.replace(from, to))), [], to);
  });

  it('up to an iteration are the complete ones before it', () => {
    const text =
      '{"iteration":1}\nnonsense\n{"iteration":7}\n{"iteration":2}\n{"iteration":3}\n{"iteration":1';
    assert.equal(
      new TextDecoder().decode(linesBefore(bytesOf(text), 3)),
      '{"iteration":1}\n{"iteration":2}\n',
    );
    assert.equal(new TextDecoder().decode(linesBefore(bytesOf('{"iteration":1}'), 3)), '{"iteration":1}\n');
  });

  it('are read even if the file has more bytes than a V8 string can contain', () => {
    // The array consists mostly of zeros, for which the system needs no memory.
    const bytes = new Uint8Array(513 << 20);
    for (let at = 0; at < bytes.length; at += 32 << 20) bytes.set(bytesOf('\n{"iteration":1}\n'), at);
    assert.equal(decodeRows(bytes).values.length, 17);
  });
});
