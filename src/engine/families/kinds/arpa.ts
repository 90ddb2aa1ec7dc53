import type { ModelKind, OpenModel } from '../../model/openModel';
import { isForeign } from '../ngram/arpa/foreign';
import { hasHeader } from '../ngram/arpa/header';
import { readArpa } from '../ngram/arpa/read';
import type { BackoffModel } from '../ngram/backoffModel';
import { NgramModel } from '../ngram/ngramModel';
import { orderOf } from '../ngram/trie';

/** N-gram models in the ARPA format, written by Elman Lab or other programs. */
export const arpa: ModelKind = {
  /**
   * Recognises ARPA files by name or header. Also recognises binary formats of other toolkits: `open` cannot
   * read them, but throws an error with advice.
   */
  recognises: file => /\.arpa$/i.test(file.name) || hasHeader(file.bytes) || isForeign(file),

  async open(file): Promise<OpenModel> {
    const { smoothed, tokenizer, warnings } = readArpa(file, file);
    return {
      model: new NgramModel(smoothed),
      tokenizer,
      description: describeNgrams(smoothed),
      iteration: 0,
      warnings,
    };
  },
};

/** Returns a one-line description, such as `3-gram · 1,234`. */
export function describeNgrams({ trie }: BackoffModel): string {
  return `${orderOf(trie)}-gram · ${(trie.words.length - 1).toLocaleString('en-US')}`;
}
