import { betweenLines } from '../../data/cuts';
import type { Tokenizer, Visit } from '../../data/tokenizer';
import { bytesOf } from '../format/write';
import { SENTENCE_END } from './tokens';

/**
 * Words as rnnlm has them: split at spaces, tabs and newlines and at nothing else; every newline, of a blank line
 * too, is a `</s>`. Unlike in the original, a last line without a newline is whole, and words have any length.
 */
export const rnnlmWords: Tokenizer = {
  openVocabulary: true,
  cuts: betweenLines,
  lineEnd: SENTENCE_END,
  endsSentence: symbol => symbol === SENTENCE_END,

  scan(text, complete, visit) {
    const token = /[^ \t\r\n]+|\r?\n/g;
    for (const { 0: found, index } of text.matchAll(token)) {
      visit(found.endsWith('\n') ? SENTENCE_END : found, index, index + found.length);
    }
    endLastLine(text, complete, visit);
  },

  join(symbols) {
    const lines = symbols.map(symbol => (symbol === SENTENCE_END ? '\n' : `${symbol} `));
    return lines.join('').replaceAll(' \n', '\n');
  },

  width: symbol => (symbol === SENTENCE_END ? 0 : [...symbol].length + 1),
};

function endLastLine(text: string, complete: boolean, visit: Visit): void {
  const isOpen = text.length > 0 && !text.endsWith('\n');
  if (complete && isOpen) visit(SENTENCE_END, text.length, text.length);
}

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
