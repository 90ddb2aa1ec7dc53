import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextUnit } from '../../../src/engine/data/tokenizers';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import type { TextModel } from '../../../src/engine/model/openModel';
import { Reading } from '../../../src/engine/scoring/reading';
import { scoreOf, scoreText } from '../../../src/engine/scoring/score';
import { randomTextModel } from '../support/textModel';

const units: readonly TextUnit[] = ['character', 'word', 'segmented'];

/**
 * A text that is longer than several pieces of a reading. It contains lines, blank lines, carriage returns,
 * surrogate pairs and lone surrogates.
 */
const LONG = 'the cat sat 𝄞 on the mat. a dog\r\n\n吾輩は猫である。 \ud834 x\n'.repeat(120);

function readAll(reading: Reading, text: string, complete: boolean): void {
  for (const _piece of reading.read(text, complete));
}

/** Returns the tokens of a text as the tokenizer finds them without a reading. */
function scanned({ tokenizer, model }: TextModel, text: string, complete: boolean) {
  const tokens = { starts: [] as number[], ends: [] as number[], ids: [] as number[] };
  tokenizer.scan(text, complete, (symbol, start, end) => {
    tokens.starts.push(start);
    tokens.ends.push(end);
    tokens.ids.push(model.vocabulary.id(symbol));
  });
  return tokens;
}

/**
 * Asserts that a reading that already contains an earlier text gives the same tokens and probabilities as a
 * new reading.
 */
function assertSame(model: TextModel, reading: Reading, text: string, complete: boolean): void {
  const fresh = new Reading(model);
  readAll(fresh, text, complete);
  const expected = scanned(model, text, complete);
  for (const { tokens } of [reading, fresh]) {
    const count = expected.ids.length;
    const [starts, ends, ids] = [tokens.starts, tokens.ends, tokens.ids].map(all => [...all.slice(0, count)]);
    assert.deepEqual({ starts, ends, ids }, expected);
    assert.ok(tokens.length === count || tokens.starts[count] >= text.length, 'tokens of another text');
  }
  for (let i = 0; i < expected.ids.length; i++) {
    const difference = reading.tokens.logProbs[i] - fresh.tokens.logProbs[i];
    assert.ok(
      Math.abs(difference) < 1e-12 || Number.isNaN(fresh.tokens.logProbs[i]),
      `token ${i}: ${difference}`,
    );
  }
}

describe('reading a text', () => {
  for (const unit of units) {
    const model = randomTextModel(referenceKernels(), unit, LONG.slice(0, 300));

    it(`${unit}: gives the same result after any changes as a new reading of the text`, () => {
      const edit = fc.record({
        at: fc.nat(1000).map(permille => permille / 1000),
        length: fc.nat(40),
        text: fc.constantFrom(
          '',
          'x',
          ' ',
          '\n',
          '\r',
          '\r\n',
          '\n\n',
          '𝄞',
          '\ud834',
          '\udd1e',
          'the dog ',
          '猫。',
        ),
      });
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.boolean(), (edits, complete) => {
          const reading = new Reading(model);
          let text = LONG;
          readAll(reading, text, complete);
          for (const { at, length, text: inserted } of edits) {
            const offset = Math.floor(at * text.length);
            text = text.slice(0, offset) + inserted + text.slice(offset + length);
            readAll(reading, text, complete);
            assertSame(model, reading, text, complete);
          }
        }),
        { numRuns: 12 },
      );
    });

    it(`${unit}: notices that a text has become complete, or no longer is`, () => {
      for (const text of ['the cat sat', 'the cat\nsat\r', `${LONG}the cat`]) {
        const reading = new Reading(model);
        for (const complete of [false, true, false]) {
          readAll(reading, text, complete);
          assertSame(model, reading, text, complete);
        }
      }
    });

    it(`${unit}: reads a change at the edge of a piece`, () => {
      const text = LONG.slice(0, 6000);
      const { boundaries: cuts } = model.tokenizer;
      for (const edge of [cuts.before(text, 2048), cuts.before(text, 4096), 4096]) {
        for (const at of [edge - 2, edge - 1, edge, edge + 1]) {
          const reading = new Reading(model);
          readAll(reading, text, false);
          for (const changed of [`${text.slice(0, at)}x${text.slice(at + 1)}`, text]) {
            readAll(reading, changed, false);
            assertSame(model, reading, changed, false);
          }
        }
      }
    });

    it(`${unit}: can stop at any piece, and continue with a longer or a shorter text`, () => {
      const { boundaries: cuts } = model.tokenizer;
      const part = fc.record({ end: fc.nat(LONG.length), pieces: fc.nat(3) });
      fc.assert(
        fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), parts => {
          const reading = new Reading(model);
          for (const { end, pieces } of parts) {
            const text = LONG.slice(0, cuts.after(LONG, end));
            const turns = reading.read(text, text.length === LONG.length);
            for (let piece = 0; piece < pieces; piece++) turns.next();
          }
          readAll(reading, LONG, true);
          assertSame(model, reading, LONG, true);
        }),
        { numRuns: 12 },
      );
    });

    it(`${unit}: a text that begins a longer one is scored as if it were read alone`, () => {
      const reading = new Reading(model);
      readAll(reading, LONG, true);
      const text = LONG.slice(0, model.tokenizer.boundaries.after(LONG, 1000));
      readAll(reading, text, true);
      const range = { start: 0, end: text.length, complete: true };
      const [found, expected] = [scoreOf(model, reading, text, range), scoreText(model, '', text, true)];
      assert.equal(found.tokens, expected.tokens);
      assert.ok(Math.abs(found.logProb - expected.logProb) < 1e-9);
    });

    it(`${unit}: shows the predictions at any tokens`, () => {
      const reading = new Reading(model);
      readAll(reading, LONG, true);
      const { ids, logProbs, length } = reading.tokens;
      const some = fc.uniqueArray(fc.nat(length - 1), { minLength: 1, maxLength: 30 });
      fc.assert(
        fc.property(some, unordered => {
          const wanted = unordered.sort((a, b) => a - b);
          const seen: number[] = [];
          reading.expectations(wanted, (token, expected) => {
            seen.push(token);
            const total = Array.from(expected).reduce((sum, logProb) => sum + Math.exp(logProb), 0);
            assert.ok(Math.abs(total - 1) < 1e-12);
            if (ids[token] >= 0) assert.ok(Math.abs(expected[ids[token]] - logProbs[token]) < 1e-12);
          });
          assert.deepEqual(
            seen,
            wanted.filter(token => token > 0 || model.model.vocabulary.has(model.tokenizer.lineEnd)),
          );
        }),
        { numRuns: 12 },
      );
    });
  }

  it('keeps fewer places if there are many, and reads the same from them', () => {
    const model = randomTextModel(referenceKernels(), 'character', 'ab\n');
    // The states and the probabilities are numbers of tokens read, so that the result changes if reading
    // continues from a wrong position.
    model.model.start = () => 0 as never;
    model.model.score = (state, ids) => ({
      state: (Number(state) + ids.length - 1) as never,
      logProbs: Float64Array.from(ids, (_, i) => (i === 0 ? Number.NaN : -(Number(state) + i))),
    });
    const reading = new Reading(model);
    // The text is read in 537 pieces.
    const text = 'abba\n'.repeat(220_000);
    readAll(reading, text, true);
    const marks: readonly unknown[] = Reflect.get(reading, 'marks');
    assert.ok(marks.length > 100 && marks.length <= 256, `${marks.length}`);
    for (const at of [1_099_990, 700_001, 300_000, 2_047, 5]) {
      readAll(reading, `${text.slice(0, at)}\n${text.slice(at)}`, true);
      const { logProbs, length } = reading.tokens;
      assert.equal(length, text.length + 1);
      for (const token of [0, at - 1, at, at + 1, length - 1]) assert.equal(logProbs[token], -(token + 1));
    }
  });

  it('has the outcome of its known tokens at any place; without any, of the first symbol', () => {
    const open = randomTextModel(referenceKernels(), 'character', 'ab');
    const outcomeOf = (text: string, length = text.length) => {
      const reading = new Reading(open);
      readAll(reading, text, false);
      return reading.outcome(length);
    };
    assert.deepEqual(outcomeOf(''), { state: open.model.start(), last: 0 });
    assert.deepEqual(outcomeOf('\u03a9'), outcomeOf(''));
    const [a, b] = ['a', 'b'].map(symbol => open.model.vocabulary.id(symbol));
    assert.deepEqual(outcomeOf('b'), { state: open.model.start(), last: b });
    const after = { state: open.model.score(open.model.start(), Int32Array.of(a, b, a)).state, last: a };
    for (const text of ['aba', 'a\u03a9ba', 'aba\u03a9', 'ab\u03a9a'])
      assert.deepEqual(outcomeOf(text), after, text);
    assert.deepEqual(outcomeOf('ababb', 3), after);
  });

  it('keeps few states, and still continues near a change', () => {
    const model = randomTextModel(referenceKernels(), 'character', 'ab\n');
    let taken = 0;
    const { score } = model.model;
    model.model.score = (state, ids) => {
      taken += ids.length;
      return score.call(model.model, state, ids);
    };
    const reading = new Reading(model);
    const text = 'abba\n'.repeat(20_000);
    readAll(reading, text, true);
    assert.ok(taken >= text.length);
    taken = 0;
    readAll(reading, `${text.slice(0, -10)}b${text.slice(-10)}`, true);
    assert.ok(taken < 10_000, `${taken} of ${text.length} tokens read again`);
  });
});
