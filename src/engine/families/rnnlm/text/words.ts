import { encodeLatin1 } from '../../../core/latin1';
import { scanLines } from '../../../data/lines';
import { MarkedLine, strayMarkBy } from '../../../data/markedLine';
import type { Tokenizer } from '../../../data/tokenizer';
import { asciiWords } from '../../../data/words';

const scan: Tokenizer['scan'] = (text, complete, visit) =>
  scanLines(text, (start, newline, end) => {
    const marked = new MarkedLine(newline, end, visit);
    for (const { 0: word, index } of text.slice(start, newline).matchAll(/[^ \t\r]+/g)) {
      marked.word(word, start + index, start + index + word.length);
    }
    const isWhole = newline < end || (complete && newline > start);
    marked.finish(isWhole, true);
  });

/**
 * A tokenizer for the words of RNNLM. Splits only at spaces and tabs. Every line, even a blank one, ends with
 * `</s>`. Unlike in the C tool, a last line without a newline is a complete line, and words can have any
 * length.
 */
export const rnnlmWords: Tokenizer = {
  ...asciiWords,
  id: 'rnnlm words',

  scan,
  strayMark: strayMarkBy(scan),
};

/**
 * Decodes the words of a model as UTF-8. Words that are not valid UTF-8, such as those that were cut inside a
 * character, keep one character per byte.
 */
export function decodeWords(words: readonly string[]): string[] {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return words.map(word => {
    try {
      return decoder.decode(encodeLatin1(word));
    } catch {
      return word;
    }
  });
}
