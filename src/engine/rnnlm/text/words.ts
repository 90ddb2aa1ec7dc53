import { scanLines } from '../../data/lines';
import type { Tokenizer } from '../../data/tokenizer';
import { words } from '../../data/words';
import { bytesOf } from '../format/write';
import { SENTENCE_END } from './tokens';

/**
 * Words as rnnlm has them: split at spaces and tabs and at nothing else; every line, a blank one too, ends with
 * `</s>`. Unlike in the original, a last line without a newline is whole, and words have any length.
 */
export const rnnlmWords: Tokenizer = {
  ...words,

  scan(text, complete, visit) {
    scanLines(text, (start, newline, end) => {
      const line = text.slice(start, newline);
      for (const { 0: word, index } of line.matchAll(/[^ \t\r]+/g)) {
        visit(word, start + index, start + index + word.length);
      }
      const isWhole = newline < end || (complete && newline > start);
      if (isWhole) visit(SENTENCE_END, newline, end);
    });
  },
};

/** A model's words, whose bytes are taken for UTF-8; a word that is none, as one cut in a letter, stays bytes. */
export function decodeWords(words: readonly string[]): string[] {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return words.map(word => {
    try {
      return decoder.decode(bytesOf(word));
    } catch {
      return word;
    }
  });
}
