import type { ReadableText, TextBytes } from '../data/decode';
import { piecesOf } from '../data/numbering';
import { SENTENCE_END, type Tokenizer } from '../data/tokenizer';

/** Matches tokens that are words: those with a letter or a number. */
const WORD = /[\p{L}\p{N}]/u;

/**
 * Returns the words of a text in the form that word2vec reads: UTF-8, separated by spaces, with a line per
 * sentence. `lowerCase`: whether the words are converted to lower case. `wordsOnly`: whether punctuation is
 * left out.
 */
export function trainingWords(
  text: ReadableText,
  tokenizer: Tokenizer,
  { lowerCase, wordsOnly }: { readonly lowerCase: boolean; readonly wordsOnly: boolean },
): TextBytes {
  const encoder = new TextEncoder();
  return function* () {
    for (const piece of piecesOf(text, tokenizer)) {
      let words = '';
      tokenizer.scan(piece, true, symbol => {
        if (symbol === SENTENCE_END) words += '\n';
        else if (!wordsOnly || WORD.test(symbol))
          words += `${(lowerCase ? symbol.toLowerCase() : symbol).trim()} `;
      });
      yield encoder.encode(words);
    }
  };
}
