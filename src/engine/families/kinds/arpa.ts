import type { ModelKind, OpenModel } from '../../model/openModel';
import { isForeign } from '../ngram/arpa/foreign';
import { hasHeader } from '../ngram/arpa/header';
import { readArpa } from '../ngram/arpa/read';
import { NgramModel } from '../ngram/ngramModel';
import { orderOf } from '../ngram/trie';

/** N-grams in the ARPA format, ours and others'. */
export const arpa: ModelKind = {
  /** By its name, by the line that begins its header, or as a model that other toolkits keep in a form of their own. */
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
