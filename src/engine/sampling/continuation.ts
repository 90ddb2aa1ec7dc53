import type { Tokenizer } from '../data/tokenizer';
import type { TextPrefix } from '../model/languageModel';
import type { TextModel } from '../model/openModel';
import { drawIds, endOf, type SampleSeed } from './drawIds';
import type { Sampling } from './samplingDistribution';

/** A text to continue, split before a last word that may be incomplete. */
export interface PartialText {
  /** The text that the model reads before it writes. */
  readonly before: string;
  /**
   * The last word, which may be incomplete. The first word written must begin with it. Empty if no word of
   * the vocabulary does.
   */
  readonly begun: string;
}

/** Separates a word that may be incomplete from the end of a text. Never separates characters. */
export function partialText({ model, tokenizer }: TextModel, text: string): PartialText {
  const whole = { before: text, begun: '' };
  if (!tokenizer.openVocabulary) return whole;
  const { symbols, unknown } = model.vocabulary;
  const begun = lastToken(tokenizer, text);
  const isKnown = begun !== '' && symbols.some((symbol, id) => id !== unknown && symbol.startsWith(begun));
  return isKnown ? { before: text.slice(0, text.length - begun.length), begun } : whole;
}

export interface ContinuationRequest {
  /** Maximum number of tokens. */
  readonly length: number;
  readonly atSentenceEnd: boolean;
  readonly sampling: Sampling;
  readonly draws: SampleSeed;
}

/**
 * Continues a text and yields the continuation piece by piece. `from`: the state after `before`. White space
 * is yielded only when more text follows, so the continuation never ends with white space.
 */
export function* continueText(
  { model, tokenizer }: TextModel,
  { before, begun }: PartialText,
  from: TextPrefix,
  { length, atSentenceEnd, sampling, draws }: ContinuationRequest,
): Generator<string, void, undefined> {
  const { symbols, unknown } = model.vocabulary;
  const isLast = endOf(symbols, tokenizer, { atSentenceEnd });
  const isAllowed = (id: number, index: number) =>
    id !== unknown && (index > 0 || symbols[id].startsWith(begun));
  // The joined text needs a separator before the first word. `join` only puts separators between words, so
  // the last word of the given text is joined as well, but not shown.
  const previous = begun === '' && tokenizer.openVocabulary ? lastToken(tokenizer, before) : '';
  const written = previous === '' ? [] : [previous];
  let shown = begun.length + previous.length;
  let count = 0;
  if (length === 0) return;
  for (const id of drawIds(model, from, sampling, draws, isAllowed)) {
    written.push(symbols[id]);
    const text = tokenizer.join(written).trimEnd();
    if (text.length > shown) {
      yield text.slice(shown);
      shown = text.length;
    }
    if (++count === length || isLast(id)) return;
  }
}

/** Returns the last token of a text. Returns an empty string if the text does not end with a token. */
function lastToken(tokenizer: Tokenizer, text: string): string {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  let last = '';
  tokenizer.scan(line, false, (symbol, start, end) => {
    last = start < end && end === line.length ? symbol : '';
  });
  return last;
}
