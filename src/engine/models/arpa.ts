import { tokenizers, unitName } from '../data/tokenizers';
import type { ModelKind, OpenModel } from '../eval/openModel';
import { readArpa } from '../ngram/arpa/read';
import { NgramModel } from '../ngram/ngramModel';
import { orderOf } from '../ngram/trie';

/** N-grams in the ARPA format, ours and others'. */
export const arpa: ModelKind = {
  /** By its name, or by the header, which may stand after words of any kind. */
  recognises: ({ name, bytes }) =>
    /\.arpa$/i.test(name) || new TextDecoder('latin1').decode(bytes.subarray(0, 2000)).includes('\\data\\'),

  async open(file): Promise<OpenModel> {
    const { smoothed, unit, locale } = readArpa(file);
    const count = smoothed.trie.words.length - 1;
    return {
      model: new NgramModel(smoothed),
      tokenizer: tokenizers[unit](locale),
      unit: unitName(unit, locale),
      description: `${orderOf(smoothed.trie)}-gram · ${count.toLocaleString('en-US')}`,
      iteration: 0,
    };
  },
};
