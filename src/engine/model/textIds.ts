import { decodeLatin1 } from '../core/latin1';
import { scanBytes } from '../data/corpus';
import type { TextBytes } from '../data/decode';
import { IdList } from '../data/idList';
import { SENTENCE_END, type Tokenizer } from '../data/tokenizer';
import { WordBytes } from '../data/wordBytes';
import { findsPlainWords } from '../data/words';
import { newWordModule } from '../kernels/words/wordModule';
import type { LanguageModel, TextPrefix } from './languageModel';
import type { TextModel } from './openModel';

/** A text with the name that messages use. */
interface NamedText {
  readonly name: string;
  readonly bytes: TextBytes;
}

/** The symbols that a model can read. */
export type ReadableSymbols = Pick<LanguageModel, 'vocabulary' | 'begin' | 'outside'>;

/** A model of any kind that reads texts: all that is needed to give a text's tokens their ids. */
export interface ReadingModel {
  readonly model: ReadableSymbols;
  readonly tokenizer: Tokenizer;
}

/**
 * These functions define where a text starts and how it is encoded. All features use them, so that they get
 * the same ids for the same text and model.
 */

/**
 * Returns the state at the beginning of a text, before its first token. `last` is the token that is read
 * there: `<s>` if the model has it, else the line end. If the model has neither, `last` is -1, and the first
 * token is not predicted.
 */
export function beginningOf({ model, tokenizer }: TextModel): TextPrefix {
  return { state: model.start(), last: beforeFirst(model, tokenizer.lineEnd) };
}

/** Returns the id of the token that is read before the first token of a text, or -1 if there is none. */
export function beforeFirst({ vocabulary, begin }: ReadableSymbols, lineEnd: string): number {
  return begin ?? (vocabulary.has(lineEnd) ? vocabulary.id(lineEnd) : -1);
}

/**
 * Returns the id with which a symbol is read, or -1 if there is none. A sentence end that is not in the
 * vocabulary is read as `<s>`: it has no probability, but begins the next sentence.
 */
export function idOf({ vocabulary, begin, outside = -1 }: ReadableSymbols, symbol: string): number {
  if (symbol === SENTENCE_END && begin !== undefined && !vocabulary.has(symbol)) return begin;
  const id = vocabulary.id(symbol);
  return id < 0 ? outside : id;
}

/** Returns whether an id is that of a symbol outside the vocabulary. */
export function isUnknown({ vocabulary, outside }: ReadableSymbols, id: number): boolean {
  return id < 0 || id === vocabulary.unknown || id === outside;
}

/**
 * Returns the id of the symbol that ends a sentence: `</s>` or, if the model has no `</s>`, the line end.
 * Returns -2 if the model has neither.
 */
export function sentenceEndOf({ model, tokenizer }: ReadingModel): number {
  const symbol = [SENTENCE_END, tokenizer.lineEnd].find(end => model.vocabulary.has(end));
  if (symbol !== undefined) return model.vocabulary.id(symbol);
  return tokenizer.lineEnd === SENTENCE_END ? (model.begin ?? -2) : -2;
}

/**
 * Visits the ids of a text's tokens, one piece of the text at a time. If the model has a token that begins a
 * text (see `beginningOf`), visits its id first. Skips tokens that the model cannot read, and tokens for which
 * it has only the id `outside`.
 */
export function scanIds(open: TextModel, text: NamedText, visit: (id: number) => void): void {
  const { last } = beginningOf(open);
  if (last >= 0) visit(last);
  scanBytes(text, open.tokenizer, symbol => {
    const id = idOf(open.model, symbol);
    if (id >= 0 && id !== open.model.outside) visit(id);
  });
}

/** Number of ids that `scanIdBlocks` collects if it reads words as strings. */
const BLOCK = 1 << 15;

/**
 * Visits the ids of all tokens of a text in blocks: -1 for a token that the model cannot read. A block is valid
 * only until the next one. Unlike `scanIds`, does not visit a token that begins the text.
 */
export function scanIdBlocks(
  { model, tokenizer }: TextModel,
  text: NamedText,
  visit: (ids: Int32Array) => void,
): void {
  const idOfSymbol = (symbol: string) => idOf(model, symbol);
  const module = findsPlainWords(tokenizer) ? newWordModule() : undefined;
  const block = new Int32Array(BLOCK);
  let length = 0;
  const flush = () => {
    if (length > 0) visit(block.subarray(0, length));
    length = 0;
  };
  const push = (id: number) => {
    if (length === BLOCK) flush();
    block[length++] = id;
  };
  const append = (ids: Int32Array) => {
    flush();
    if (ids.length > 0) visit(ids);
  };
  if (module) {
    const ids = {
      ofNew: idOfSymbol,
      ofNewWord: (bytes: Uint8Array, from: number, to: number) =>
        idOfSymbol(decodeLatin1(bytes.subarray(from, to))),
      add: idOfSymbol,
      count() {},
    };
    new WordBytes(module, tokenizer, ids, { push, append }).read(text);
  } else scanBytes(text, tokenizer, symbol => push(idOfSymbol(symbol)));
  flush();
}

/** Returns the ids that `scanIds` visits, at most `most` of them. */
export function sequenceOf(open: TextModel, text: NamedText, most = Number.POSITIVE_INFINITY): Int32Array {
  const found = new IdList(2 ** 31);
  let count = 0;
  scanIds(open, text, id => {
    if (count++ < most) found.push(id);
  });
  return Int32Array.from(found.take());
}
