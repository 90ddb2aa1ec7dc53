import type { ModelKind, OpenModel } from '../../model/openModel';
import { isForeign } from '../ngram/arpa/foreign';
import { hasHeader } from '../ngram/arpa/header';
import { readArpa } from '../ngram/arpa/read';
import { NgramModel } from '../ngram/ngramModel';
import { orderOf } from '../ngram/trie';

/** N-grams in the ARPA format, from this program or others. */
export const arpa: ModelKind = {
  /**
   * Recognises a file by its name, by its header line, or as a binary format of another toolkit. The latter
   * cannot be read, but gets a helpful error.
   */
  recognises: file => /\.arpa$/i.test(file.name) || hasHeader(file.bytes) || isForeign(file),

  async open(file): Promise<OpenModel> {
    const { smoothed, tokenizer, warnings } = readArpa(file, file);
    const count = smoothed.trie.words.length - 1;
    return {
      model: new NgramModel(smoothed),
      tokenizer,
      description: `${orderOf(smoothed.trie)}-gram · ${count.toLocaleString('en-US')}`,
      iteration: 0,
      warnings,
    };
  },
};
