import type { ModelKind } from '../../model/openModel';
import { isBinary, readBinary } from '../ngram/binary/read';
import { NgramModel } from '../ngram/ngramModel';
import { describeNgrams } from './arpa';

/** N-gram models in the binary format of Elman Lab. */
export const ngramBinary: ModelKind = {
  recognises: ({ bytes }) => isBinary(bytes),

  async open(file) {
    const { smoothed, tokenizer } = readBinary(file);
    return {
      model: new NgramModel(smoothed),
      tokenizer,
      description: describeNgrams(smoothed),
      iteration: 0,
    };
  },
};
