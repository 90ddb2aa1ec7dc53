import type { Tokenizer } from '../data/tokenizer';
import type { TextPrefix } from '../model/languageModel';
import type { TextModel } from '../model/openModel';
import { drawIds, endOf, type SampleSeed } from './drawIds';
import type { Sampling } from './samplingDistribution';

/** A text to be continued. */
export interface PartialText {
  /** The part that the model reads before it writes. */
  readonly before: string;
  /**
   * The word at the end, which may be incomplete. The first word written begins with it, if the vocabulary has
   * such a word.
   */
  readonly begun: string;
}

/** Separates an incomplete word from the end of a text. Characters are never incomplete. */
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
 * Continues a text and yields it piece by piece. `from`: the state after the text. Trailing white space is
 * held back until more text follows, so the continuation never ends with white space.
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
  // Joining words inserts the separator between them. The preceding word of the text makes it appear before
  // the first word, too.
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

/** Returns the last token of a text if the text ends with it, else an empty string. */
function lastToken(tokenizer: Tokenizer, text: string): string {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  let last = '';
  tokenizer.scan(line, false, (symbol, start, end) => {
    last = start < end && end === line.length ? symbol : '';
  });
  return last;
}
