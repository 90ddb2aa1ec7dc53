import type { Tokenizer } from '../data/tokenizer';
import type { TextPrefix } from '../model/languageModel';
import type { TextModel } from '../model/openModel';
import { drawIds, endOf, type SampleSeed } from './drawIds';
import type { Sampling } from './samplingDistribution';

/** A text to continue. Its last word, which may be incomplete, is separated from the text before it. */
export interface PartialText {
  /** The text that the model reads before it generates. */
  readonly before: string;
  /**
   * The last word, which may be incomplete. The first word that the model generates must begin with it. Empty
   * if no word of the vocabulary begins with it.
   */
  readonly begun: string;
}

/**
 * Separates the last word of a text if it may be incomplete. For a model of characters, separates nothing.
 */
export function partialText({ model, tokenizer }: TextModel, text: string): PartialText {
  const whole = { before: text, begun: '' };
  if (!tokenizer.openVocabulary) return whole;
  const { symbols, unknown } = model.vocabulary;
  const begun = lastToken(tokenizer, text);
  const isKnown = begun !== '' && symbols.some((symbol, id) => id !== unknown && symbol.startsWith(begun));
  return isKnown ? { before: text.slice(0, text.length - begun.length), begun } : whole;
}

export interface ContinuationRequest {
  /** Maximum number of tokens to generate. */
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
  // A separator may be needed between the given text and the first generated word. `join` puts separators
  // only between words. The last word of the given text is therefore joined as well, but not yielded.
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

/** Returns the last token of a text, or an empty string if the text does not end with a token. */
function lastToken(tokenizer: Tokenizer, text: string): string {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  let last = '';
  tokenizer.scan(line, false, (symbol, start, end) => {
    last = start < end && end === line.length ? symbol : '';
  });
  return last;
}
