import assert from 'node:assert/strict';
import type { Tokenizer } from '../../src/engine/data/tokenizer';
import { tokenizers } from '../../src/engine/data/tokenizers';
import { Vocabulary } from '../../src/engine/data/vocabulary';
import type { LanguageModel } from '../../src/engine/model/languageModel';
import { continueText, partialText } from '../../src/engine/sampling/continuation';
import { unchangedSampling } from '../../src/engine/sampling/samplingDistribution';
import { Reading } from '../../src/engine/scoring/reading';

/**
 * Returns a model that predicts the next symbol of the list with probability 0.9. All other symbols have
 * equal probabilities.
 */
function chain(tokenizer: Tokenizer, symbols: readonly string[]) {
  const vocabulary = new Vocabulary(symbols, tokenizer.openVocabulary);
  const after = (id: number) =>
    Float64Array.from(symbols, (_, i) =>
      Math.log(i === (id + 1) % symbols.length ? 0.9 : 0.1 / symbols.length),
    );
  const model: LanguageModel<number> = {
    vocabulary,
    start: () => -1,
    step: (_state, id) => ({ state: id, logProbs: after(id) }),
    score: (_state, ids) => ({
      logProbs: Float64Array.from(ids, (id, i) => (i === 0 ? Number.NaN : after(ids[i - 1])[id])),
      state: ids.at(-2) ?? -1,
    }),
    read: () => assert.fail('nobody asked for more than the state'),
  };
  return { model: model as LanguageModel, tokenizer };
}

function continued(
  open: ReturnType<typeof chain>,
  text: string,
  length: number,
  atSentenceEnd = false,
): string[] {
  const beginning = partialText(open, text);
  const reading = new Reading(open);
  for (const _piece of reading.read(beginning.before, false));
  const from = reading.outcome(beginning.before.length);
  const draws = { purpose: 'sample', seed: 1, step: 0 } as const;
  const sampling = { ...unchangedSampling, temperature: 0 };
  return [...continueText(open, beginning, from, { length, atSentenceEnd, sampling, draws })];
}

describe('a continuation of a text', () => {
  const characters = chain(tokenizers.character(), ['a', 'b', ' ', '\n']);
  const words = chain(tokenizers.word(), ['the', 'cat', 'sat', 'catch', '</s>', '<unk>']);
  const segments = chain(tokenizers.segmented('en'), ['The', ' cat', ' sat', '.', '</s>', '\n', ' catch']);

  it('continues with characters unchanged, and writes white space only before more text', () => {
    assert.deepEqual(continued(characters, 'xa', 2), ['b']);
    assert.deepEqual(continued(characters, 'xa', 6), ['b', ' \na', 'b']);
    assert.deepEqual(continued(characters, 'a\n', 1), ['a']);
    assert.deepEqual(continued(characters, 'a', 0), []);
  });

  it('separates words from the text and from each other', () => {
    assert.deepEqual(continued(words, 'the ', 2), ['cat', ' sat']);
    assert.deepEqual(continued(words, 'the', 3), [' cat', ' sat']);
    assert.deepEqual(continued(words, '', 1), ['the']);
    // After an unknown word, the model predicts as at the start of a text.
    assert.deepEqual(continued(words, 'the zebra', 1), [' the']);
  });

  it('completes a partial word', () => {
    assert.deepEqual(continued(words, 'the ca', 2), ['t', ' sat']);
    assert.deepEqual(continued(words, 'sat ca', 1), ['tch']);
    assert.deepEqual(continued(segments, 'The ca', 2), ['t', ' sat']);
  });

  it('does not repeat the space before the cursor', () => {
    assert.deepEqual(continued(segments, 'The ', 2), ['cat', ' sat']);
    assert.deepEqual(continued(segments, 'The', 2), [' cat']); // "The" itself counts as the first token
  });

  it('stops at the end of the sentence on request, and never writes the symbol for it', () => {
    assert.deepEqual(continued(words, 'the ', 9, true), ['cat', ' sat', ' catch']);
    assert.deepEqual(continued(segments, 'The ', 9, true), ['cat', ' sat', '.']);
  });

  it('never writes the symbol for unknown words', () => {
    assert.ok(continued(words, 'the ', 40).every(piece => !piece.includes('<unk>')));
  });
});
