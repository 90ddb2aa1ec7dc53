import type { Tokenizer } from '../data/tokenizer';
import type { TextPrefix } from '../model/languageModel';
import type { TextModel } from '../model/openModel';
import { drawIds, endOf, type SampleSeed } from './sample';
import type { Sampling } from './shaping';

/** A text that is to be gone on with. */
export interface PartialText {
  /** What the model reads before it writes. */
  readonly before: string;
  /** The word at its end, which may not be whole yet: what is written first begins with it, if the model knows such a word. */
  readonly begun: string;
}

/** Takes a word that is being written off the end of a text. Characters are whole as they are. */
export function partialText({ model, tokenizer }: TextModel, text: string): PartialText {
  const whole = { before: text, begun: '' };
  if (!tokenizer.openVocabulary) return whole;
  const { symbols, unknown } = model.vocabulary;
  const begun = lastToken(tokenizer, text);
  const isKnown = begun !== '' && symbols.some((symbol, id) => id !== unknown && symbol.startsWith(begun));
  return isKnown ? { before: text.slice(0, text.length - begun.length), begun } : whole;
}

export interface ContinuationRequest {
  /** Tokens at most. */
  readonly length: number;
  readonly atSentenceEnd: boolean;
  readonly sampling: Sampling;
  readonly draws: SampleSeed;
}

/**
 * Goes on with a text, a piece at a time; `from` is where the model stands after what it has read of it. White space
 * waits for what comes after it, and none is left at the end.
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
  // Words join with what stands between them: a word of the text before the first one sees to it.
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

/** The token that a text ends with, if it is one of words and takes a place there. */
function lastToken(tokenizer: Tokenizer, text: string): string {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  let last = '';
  tokenizer.scan(line, false, (symbol, start, end) => {
    last = start < end && end === line.length ? symbol : '';
  });
  return last;
}
