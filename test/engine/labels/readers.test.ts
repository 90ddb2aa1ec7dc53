import assert from 'node:assert/strict';
import fc from 'fast-check';
import { configureLabels } from '../../../src/engine/configuration/labels';
import { BatchOrder, capacityFor } from '../../../src/engine/data/labelled/batchOrder';
import { HeldOutExamples } from '../../../src/engine/data/labelled/heldOut';
import { readLabels } from '../../../src/engine/train/labels/readLabels';
import { fill } from '../../../src/protocol/message';
import type { LabelTask, RunSettings } from '../../../src/protocol/run';
import { UserError } from '../../../src/protocol/userError';

function read(task: LabelTask, text: string | Uint8Array, settings: RunSettings = {}, validation?: string) {
  const configured = configureLabels(task, { 'validation.fraction': 0, 'text.minimumCount': 1, ...settings });
  const source = (name: string, content: string | Uint8Array) => ({ name, bytes: Buffer.from(content) });
  return readLabels(
    configured,
    source('a.tsv', text),
    validation === undefined ? undefined : source('v.tsv', validation),
  );
}

/** Returns the message with which a text is refused. */
function refusal(task: LabelTask, text: string | Uint8Array, settings: RunSettings = {}): string {
  try {
    read(task, text, settings);
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return fill(error.template, error.args, name => name);
  }
  return assert.fail('was not refused');
}

const textsOf = (task: LabelTask, text: string, settings: RunSettings = {}) => {
  const { data } = read(task, text, settings);
  return Array.from({ length: data.training.count }, (_, i) => {
    const { tokens, targets } = data.training.at(i);
    const symbols = Array.from(tokens, id => data.vocabulary.symbols[id]);
    return [symbols.join(''), Array.from(targets, k => data.labels[k]).join()];
  });
};

describe('the reader of labelled texts', () => {
  it('reads a label, a tab and a text per line, with any line ends, a byte order mark or UTF-16', () => {
    const expected = [
      ['ab', 'x'],
      ['b', 'y'],
    ];
    const texts = ['x\tab\ny\tb', ' x \tab\r\ny\tb\r\n', '\ufeffx\tab\ry\tb\r', 'x\tab\n\n\ny\tb\n'];
    for (const text of texts) assert.deepEqual(textsOf('classify', text), expected, JSON.stringify(text));
    const utf16 = Buffer.from('\ufeffx\tab\ny\tb', 'utf16le');
    assert.deepEqual(read('classify', utf16).data.labels, ['x', 'y']);
  });

  it('counts what it leaves out', () => {
    const { leftOut } = read('classify', 'x\tabcde\n\n  \ny\t\ny\tb\n', { 'text.longest': 3 });
    assert.deepEqual(leftOut, { emptyLines: 2, emptyTexts: 1, shortened: 1, tokens: 2 });
    assert.deepEqual(read('classify', 'x\ta\nx\tb\ny\tc').data.rareLabels, ['y']);
  });

  it('names the line that it refuses', () => {
    assert.match(refusal('classify', 'x\ta\ny b'), /line 2: 0 tabs/);
    assert.match(refusal('classify', 'x\ta\n\nx\ty\tb'), /line 3: 2 tabs/);
    assert.match(refusal('classify', 'x\ta\n \tb'), /line 2: there is no label/);
    assert.match(refusal('classify', 'x\ta\nx\tb'), /only one label, "x"/);
    assert.match(refusal('classify', ''), /no labelled text/);
    assert.match(refusal('classify', '\n\n'), /no labelled text/);
    assert.match(
      refusal('classify', Array.from({ length: 1001 }, (_, i) => `${i}\ta`).join('\n')),
      /more than 1000/,
    );
    assert.match(
      refusal('classify', 'x\ta\ny\tb', { 'validation.fraction': 0.1 }),
      /too few examples for validation/,
    );
    assert.throws(() => read('classify', Uint8Array.of(120, 9, 255, 10)), UserError);
  });

  it('leaves out validation texts with an unknown label or without a known token', () => {
    const { data } = read('classify', 'x\ta\ny\tb', {}, 'x\tab\nz\ta\ny\tq\n');
    assert.equal(data.validation?.count, 1);
    assert.equal(data.unknownExamples, 2);
    assert.equal(data.unknownTokens, 1);
  });
});

describe('the reader of tagged sentences', () => {
  it('reads a token, a tab and a tag per line; empty lines end sentences', () => {
    const text = '\nthe\tD\ncat\tN\r\n\n\n  \nsee\tV\n';
    assert.deepEqual(textsOf('tag', text), [
      ['thecat', 'D,N'],
      ['see', 'V'],
    ]);
    // Blanks of other scripts are tokens.
    assert.deepEqual(textsOf('tag', '犬\tN\n\u3000\tS\n\u00a0\tS\n'), [['犬\u3000\u00a0', 'N,S,S']]);
  });

  it('names the line that it refuses', () => {
    assert.match(refusal('tag', 'a\tX\nb'), /line 2: 0 tabs/);
    assert.match(refusal('tag', 'a\tX\tY'), /line 1: 2 tabs/);
    assert.match(refusal('tag', 'a\tX\n\tY'), /line 2: there is no token/);
    assert.match(refusal('tag', 'a\tX\nb\t'), /line 2: there is no tag/);
    assert.match(refusal('tag', 'a\tX\nb\tX'), /only one label/);
    assert.match(refusal('tag', '\n'), /no tagged sentence/);
  });

  it('reads rare and unknown tokens as the same token', () => {
    const { data } = read('tag', 'a\tX\na\tX\nb\tY\n', { 'text.minimumCount': 2 }, 'c\tY\na\tX\n');
    assert.deepEqual(data.vocabulary.symbols, ['<unk>', 'a']);
    assert.deepEqual([...data.training.at(0).tokens], [1, 1, 0]);
    assert.equal(data.unknownTokens, 1);
  });
});

describe('the order of labelled examples', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });

  it('has every example once per epoch, in batches whose windows fit', () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 5 }), fc.nat(3), (sizes, B, epoch) => {
        const order = new BatchOrder({ count: sizes.length, length: i => sizes[i] }, B, 1);
        const batches = Array.from({ length: order.perEpoch }, (_, i) =>
          order.at(epoch * order.perEpoch + i),
        );
        assert.deepEqual(
          batches.flatMap(({ examples }) => examples).sort((a, b) => a - b),
          sizes.map((_, i) => i),
        );
        for (const { examples, capacity, epoch: found } of batches) {
          assert.equal(found, epoch);
          assert.ok(examples.length <= B && examples.every(i => capacityFor(sizes[i]) === capacity));
        }
      }),
    );
  });

  it('holds out the same share of each label, and never its first example', () => {
    fc.assert(
      fc.property(fc.constantFrom(0.1, 0.15, 0.25, 1 / 3, 0.5), fc.nat(1000), (fraction, seed) => {
        const held = new HeldOutExamples(fraction, seed);
        const counts = { x: 0, y: 0 };
        for (let i = 0; i < 400; i++) {
          const group = i % 2 ? 'x' : 'y';
          const isHeld = held.next(group);
          if (i < 2) assert.ok(!isHeld);
          if (isHeld) counts[group]++;
        }
        for (const count of Object.values(counts))
          assert.ok(Math.abs(count - 199 * fraction) <= 1, `${count}`);
      }),
    );
  });
});
