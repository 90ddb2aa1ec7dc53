import assert from 'node:assert/strict';
import { withCommonFilter } from '../../../src/engine/data/filters/commonFilter';
import { filtered } from '../../../src/engine/data/filters/filtered';
import { piecesOf } from '../../../src/engine/data/numbering';
import { mixModels } from '../../../src/engine/families/mixture/mixModels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import type { OpenModel } from '../../../src/engine/model/openModel';
import { Reading } from '../../../src/engine/scoring/reading';
import { originOf } from '../../../src/engine/scoring/readingStart';
import { scoreText } from '../../../src/engine/scoring/score';
import { scorePieces } from '../../../src/engine/scoring/scorePieces';
import { wordTokenizerOf } from '../../../src/engine/scoring/surprisal/commonTokenizer';
import { type RowOptions, surprisalRows } from '../../../src/engine/scoring/surprisal/rows';
import type { SurprisalRow } from '../../../src/engine/scoring/surprisal/surprisalRow';
import type { Score } from '../../../src/protocol/textScore';
import { AOZORA } from '../support/markedTexts';
import { repeatable, start, testServices } from '../support/sessions';
import { randomTextModel } from '../support/textModel';

const { whole, body } = AOZORA;
const units = ['character', 'word', 'segmented'] as const;

/**
 * Returns a model of the body, opened without and with the filter. Some words of the text are not in its
 * vocabulary.
 */
function models(unit: (typeof units)[number]) {
  const plain = randomTextModel(referenceKernels(), unit, body.slice(0, 60));
  const open = (tokenizer = plain.tokenizer): OpenModel => ({
    model: plain.model,
    tokenizer,
    description: unit,
    iteration: 0,
  });
  return { plain: open(), marked: open(filtered(plain.tokenizer, 'aozora')) };
}

/** Returns a score without the positions of tokens, because these refer to the text with markup. */
function figures({ mostSurprising, ...sums }: Score) {
  return { ...sums, mostSurprising: mostSurprising.map(({ start: _, end: __, ...each }) => each) };
}

function withoutPlaces(rows: Iterable<SurprisalRow>) {
  return [...rows].map(({ start: _, end: __, ...row }) => row);
}

describe('a model with a filter', () => {
  for (const unit of units) {
    it(`scores a text as it scores the stripped text: ${unit}`, () => {
      const { plain, marked } = models(unit);
      const expected = scoreText(plain, '', body, true);
      assert.ok(expected.scored > 0 && expected.unknown > 0);
      assert.deepEqual(figures(scoreText(marked, '', whole, true)), figures(expected));
      const twice = { name: 'a.txt', bytes: Buffer.from(whole.repeat(2)) };
      const inPieces = scorePieces(marked, piecesOf(twice, marked.tokenizer));
      assert.deepEqual(figures(inPieces), figures(scoreText(plain, '', body.repeat(2), true)));
    });

    it(`writes the rows of the stripped text, with places in the original: ${unit}`, () => {
      const { plain, marked } = models(unit);
      const columns = (open: OpenModel) => [{ name: 'a', open }] as const;
      for (const options of [
        {},
        { perLine: true },
        { words: [wordTokenizerOf(columns(plain)), wordTokenizerOf(columns(marked))] },
      ] as const) {
        const { words = [], ...others }: { words?: readonly RowOptions['words'][]; perLine?: boolean } =
          options;
        const expected = [...surprisalRows(plain, [body].values(), { ...others, words: words[0] })];
        const found = [...surprisalRows(marked, [whole].values(), { ...others, words: words[1] })];
        assert.deepEqual(withoutPlaces(found), withoutPlaces(expected));
        const [points, kept] = [[...whole], [...body]];
        for (const [i, { start, end }] of found.entries()) {
          const inside = marked.tokenizer.filter?.strip(points.slice(start, end).join(''));
          assert.equal(inside, kept.slice(expected[i].start, expected[i].end).join(''));
        }
      }
    });
  }

  it('reads a selection that begins inside ruby, a header or credits from the end of that markup', () => {
    const { marked } = models('character');
    const read = (start: number, end: number) => {
      const origin = originOf(marked.tokenizer, whole, { start, context: 'none' });
      const reading = new Reading(marked);
      for (const _ of reading.read(whole.slice(origin, Math.max(origin, end)), false));
      const { starts, ends, length } = reading.tokens;
      return Array.from({ length }, (_, i) => whole.slice(origin + starts[i], origin + ends[i])).join('');
    };
    const at = (part: string) => whole.lastIndexOf(part);
    assert.equal(read(at('がはい》'), at('。名前')), 'は猫である');
    assert.equal(read(at('夏目漱石\n'), at('［＃８')), '\n');
    assert.equal(read(at('校正'), whole.length), '');
    assert.equal(read(at('記号について'), at('（例）※')), '');
  });

  it('trains as on the stripped text', async () => {
    const settings = { 'training.maxIterations': 30, 'training.batch': 1, 'validation.fraction': 0.1 };
    const trained = async (text: string, filter: string) => {
      const services = testServices();
      const session = await start(services.ports, { ...settings, 'text.filter': filter }, text.repeat(5));
      session.proceed();
      const record = await services.reached('done');
      assert.equal(record.settings['text.filter'], filter);
      return { tokens: record.text.tokens, metrics: services.blocks.flatMap(repeatable) };
    };
    assert.deepEqual(await trained(whole, 'aozora'), await trained(body, 'none'));
  });

  it('reads one text with other models through one filter, also in a mixture', () => {
    const { plain, marked } = models('segmented');
    const alike = withCommonFilter([plain, marked]).map(({ tokenizer }) => tokenizer.id);
    assert.deepEqual(alike, ['segmented en filter aozora', 'segmented en filter aozora']);
    const mixed = (open: OpenModel) => mixModels([{ open: plain }, { open }], [1, 1], 'linear');
    const expected = scoreText(mixed(plain), '', body, true);
    assert.deepEqual(figures(scoreText(mixed(marked), '', whole, true)), figures(expected));
    const other = { ...plain, tokenizer: filtered(plain.tokenizer, 'gutenberg') };
    assert.throws(() => withCommonFilter([marked, other]), /different collections \(aozora, gutenberg\)/);
  });
});
