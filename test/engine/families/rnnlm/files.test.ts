import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatFixed } from '../../../../src/engine/core/formatFixed';
import { readRnnlm } from '../../../../src/engine/families/rnnlm/format/read';
import { writeRnnlm } from '../../../../src/engine/families/rnnlm/format/write';
import { UserError } from '../../../../src/protocol/userError';
import { fixtureBytes, STRUCTURE, trained } from './support/fixtures';

const TEXT = Buffer.from('b a ,\nc a\n\n');
const MODELS = ['srn', 'bptt', 'independent', 'bptt-binary'];

/** Returns the file of a small model, by default in text form. */
const small = (structure = {}) =>
  writeRnnlm(trained(TEXT, TEXT, { ...STRUCTURE, binary: false, ...structure }, 1).model);
const edited = (from: string | RegExp, to: string, structure = {}) =>
  Buffer.from(Buffer.from(small(structure)).toString('latin1').replace(from, to), 'latin1');

describe('rnnlm model files', () => {
  for (const name of MODELS) {
    it(`${name}: reading and writing gives the same bytes`, () => {
      const bytes = fixtureBytes(`${name}.model`);
      assert.ok(Buffer.from(writeRnnlm(readRnnlm(bytes))).equals(bytes));
    });
  }

  it('are written and read in both forms for any structure', () => {
    const structures = fc.record({
      binary: fc.boolean(),
      hidden: fc.integer({ min: 1, max: 5 }),
      compression: fc.integer({ min: 0, max: 3 }),
      classes: fc.integer({ min: 1, max: 7 }),
      oldClasses: fc.boolean(),
      direct: fc.constantFrom(0, 100, 101),
      directOrder: fc.integer({ min: 0, max: 20 }),
      bptt: fc.integer({ min: 0, max: 4 }),
      bpttBlock: fc.integer({ min: 1, max: 4 }),
      independent: fc.boolean(),
    });
    fc.assert(
      fc.property(structures, structure => {
        const bytes = writeRnnlm(trained(TEXT, TEXT, structure, 1).model);
        const read = readRnnlm(bytes);
        assert.deepEqual(read.structure, { ...structure });
        assert.ok(Buffer.from(writeRnnlm(read)).equals(bytes));
      }),
      { numRuns: 60 },
    );
  });

  it('print numbers as C does', () => {
    const cases: [number, number, string][] = [
      [0.03125, 4, '0.0312'],
      [0.09375, 4, '0.0938'],
      [-0.00001, 4, '-0.0000'],
      [-0, 2, '-0.00'],
      [0.125, 2, '0.12'],
      [0.375, 2, '0.38'],
      [1e22, 2, '10000000000000000000000.00'],
      [2.675, 2, '2.67'],
    ];
    for (const [value, digits, text] of cases) assert.equal(formatFixed(value, digits), text);
  });

  it('keep words of any bytes, even of 10,000 bytes', () => {
    const bytes = small();
    for (const word of ['\xff\xfe\x01', 'x'.repeat(10_000)]) {
      const file = Buffer.from(
        Buffer.from(bytes).toString('latin1').replace('\ta\t', `\t${word}\t`),
        'latin1',
      );
      const model = readRnnlm(file);
      assert.ok(model.vocabulary.words.includes(word));
      assert.ok(Buffer.from(writeRnnlm(model)).equals(file));
    }
  });

  it('are read the same with a carriage return in every line', () => {
    assert.ok(Buffer.from(writeRnnlm(readRnnlm(edited(/\n/g, '\r\n')))).equals(small()));
  });

  it('may contain numbers up to 2^31 - 1', () => {
    const { counts } = readRnnlm(edited(/ \d+\ta\t/, ' 2147483647\ta\t')).vocabulary;
    assert.equal(Math.max(...counts), 2 ** 31 - 1);
    const { progress } = readRnnlm(edited(/(finished iterations: )\d+/, '$12147483647'));
    assert.equal(progress.epochs, 2 ** 31 - 1);
  });

  it('may have the shortest possible lines of words', () => {
    const shortest = edited(/^ *(\d+)\t *(\d+)\t(.+)\t(\d+)$/gm, '$1\t$2\t$3\t$4', { binary: true });
    assert.ok(shortest.length < small({ binary: true }).length - 50);
    assert.ok(Buffer.from(writeRnnlm(readRnnlm(shortest))).equals(small({ binary: true })));
  });

  const refused: [string, Uint8Array, RegExp][] = [
    ['an empty file', Buffer.from(''), /incomplete: it ends in line 1/],
    ['another version', edited('version: 10', 'version: 9'), /line 1 has "version: 9"/],
    ['another file', Buffer.from('hello\nworld\n'), /line 1 has "hello"/],
    [
      'sizes that do not fit',
      edited(/input layer size: \d+/, 'input layer size: 7'),
      /"input layer size: 7"/,
    ],
    ['2 GB of hidden units', hugeHidden(), /ask for \d{10,} bytes/],
    [
      '2 GB of direct connections',
      edited('direct connections: 0', 'direct connections: 2000000000'),
      /4000000\d{3} bytes/,
    ],
    ['negative sizes', edited('bptt: 0', 'bptt: -1'), /has "bptt: -1"/],
    ['a huge bptt block', edited('bptt block: 10', 'bptt block: 2000000000'), /has "bptt block: 2000000000"/],
    [
      '2^31 iterations',
      edited(/(finished iterations: )\d+/, '$12147483648'),
      /line 8 has "number of finished iterations: 2147/,
    ],
    ['a count that no array has', edited(/ \d+\ta\t/, ' 2147483648\ta\t'), /line \d+ has ".*2147483648/],
    ['a class out of range', edited(/\t0\n/, '\t9\n'), /has .*\\t9", but/],
    ['classes in descending order', edited(/(\t[^\t]+\t)2\n/, '$10\n'), /line \d+ has/],
    ['a weight that is not a number', edited(/(Weights 0->1:\n)[\d.-]+/, '$1x'), /has "x", but "0.1234"/],
    ['a weight that is not finite', edited(/(Weights 0->1:\n)[\d.-]+/, '$1nan'), /has "nan", but/],
    ['a missing heading', edited('Weights 1->2:\n', ''), /but "Weights 1->2:"/],
    ['data after the end', Buffer.concat([small(), Buffer.from('7\n')]), /has "7", but ""/],
    ['one byte after the end', Buffer.concat([small(), Buffer.from('7')]), /has "7", but ""/],
    ['a binary model cut short', small({ binary: true }).subarray(0, -3), /incomplete or damaged/],
    ['a binary model too long', Buffer.concat([small({ binary: true }), Buffer.alloc(4)]), /bytes follow/],
    [
      'a binary weight that is NaN',
      nanAtTheEnd(),
      /a number in "Weights 1->2", at byte \d+ of the file, is not finite/,
    ],
    ['a word twice', edited('\ta\t', '\tb\t'), /symbols \d and \d are both "b"/],
  ];
  for (const [name, bytes, message] of refused) {
    it(`are refused with ${name}`, () => {
      assert.throws(
        () => readRnnlm(bytes),
        (error: unknown) => error instanceof UserError && message.test(error.message),
      );
    });
  }

  const LARGE = 2 ** 31 - 1;
  const ranges: readonly (readonly [label: string, least: number, most: number])[] = [
    ['file format', 0, 1],
    ['number of finished iterations', 0, LARGE],
    ['current position in training data', 0, LARGE],
    ['save after processing # words', 0, LARGE],
    ['# of training words', 0, LARGE],
    ['input layer size', 1, LARGE],
    ['hidden layer size', 1, LARGE],
    ['compression layer size', 0, LARGE],
    ['output layer size', 1, LARGE],
    ['direct connections', 0, 2 ** 40],
    ['direct order', 0, 20],
    ['bptt', 0, 10_000],
    ['bptt block', 1, 10_000],
    ['vocabulary size', 1, LARGE],
    ['class size', 1, LARGE],
    ['old classes', 0, 1],
    ['independent sentences mode', 0, 1],
    ['learning rate decrease', 0, 1],
  ];
  for (const [label, least, most] of ranges) {
    it(`may have from ${least} to ${most} as ${label}`, () => {
      const error = (value: number) => {
        try {
          readRnnlm(edited(new RegExp(`(\\n${label}: )\\d+`), `$1${value}`));
          return '';
        } catch (error) {
          return String(error);
        }
      };
      const range = `but "${label}: ${least} ... ${most}" was expected`;
      for (const value of [least, most]) assert.ok(!error(value).includes(range), error(value));
      for (const value of [least - 1, most + 1]) assert.ok(error(value).includes(range), error(value));
    });
  }

  it('are refused wherever they are cut off', () => {
    for (const bytes of [small(), small({ binary: true })]) {
      for (let length = 0; length < bytes.length - 1; length++) {
        assert.throws(() => readRnnlm(bytes.subarray(0, length)), UserError, `cut at ${length}`);
      }
    }
  });
});

function hugeHidden(): Uint8Array {
  const text = Buffer.from(small()).toString('latin1');
  return Buffer.from(
    text
      .replace('hidden layer size: 4', 'hidden layer size: 500000000')
      .replace(/input layer size: \d+/, 'input layer size: 500000005'),
    'latin1',
  );
}

function nanAtTheEnd(): Uint8Array {
  const bytes = Buffer.from(small({ binary: true }));
  bytes.writeFloatLE(Number.NaN, bytes.length - 4);
  return bytes;
}
