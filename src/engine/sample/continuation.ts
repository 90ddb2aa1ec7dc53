import { SENTENCE_END } from '../data/tokenizer';
import type { TextModel } from '../eval/openModel';
import { type Beginning, type Draws, endOf, write } from './sample';
import type { Sampling } from './shaping';

/** A text that is to be gone on with. */
export interface Unfinished {
  /** What the model reads before it writes. */
  readonly before: string;
  /** The word at its end, which may not be whole yet: what is written first begins with it, if the model knows such a word. */
  readonly begun: string;
}

/** Takes a word that is being written off the end of a text. Characters are whole as they are. */
export function unfinished({ model, tokenizer }: TextModel, text: string): Unfinished {
  const none = { before: text, begun: '' };
  if (!tokenizer.openVocabulary) return none;
  const line = text.lastIndexOf('\n') + 1;
  let begun = '';
  tokenizer.scan(text.slice(line), false, (symbol, start, end) => {
    begun = start < end && line + end === text.length ? symbol : '';
  });
  const { symbols } = model.vocabulary;
  const isKnown = begun !== '' && symbols.some((symbol, id) => isWord(model, id) && symbol.startsWith(begun));
  return isKnown ? { before: text.slice(0, text.length - begun.length), begun } : none;
}

export interface Request {
  /** Tokens at most. */
  readonly length: number;
  readonly atSentenceEnd: boolean;
  readonly sampling: Sampling;
  readonly draws: Draws;
}

/**
 * Goes on with a text, a piece at a time. `from` is where the model stands after `before`, and `last` the word
 * there, if the text goes on after one that is whole. White space waits for what it belongs to, and none is left at the end.
 */
export function* continueText(
  { model, tokenizer }: TextModel,
  { before, begun }: Unfinished,
  from: Beginning<unknown>,
  { length, atSentenceEnd, sampling, draws }: Request,
): Generator<string, void, undefined> {
  const { symbols } = model.vocabulary;
  const isLast = endOf(symbols, tokenizer, { atSentenceEnd });
  const whole = tokenizer.openVocabulary && begun === '' && /\S$/u.test(before) ? lastWord(before) : '';
  const isAllowed = (id: number, index: number) =>
    isAllowedWord(id) && (index > 0 || symbols[id].startsWith(begun));
  const isAllowedWord = (id: number) => id !== model.vocabulary.unknown;
  const written = whole === '' ? [] : [whole];
  let shown = begun.length + whole.length;
  let count = 0;
  if (length === 0) return;
  for (const id of write(model, from, sampling, draws, isAllowed)) {
    written.push(symbols[id]);
    const text = tokenizer.join(written).trimEnd();
    if (text.length > shown) {
      yield text.slice(shown);
      shown = text.length;
    }
    if (++count === length || isLast(id)) return;
  }
}
