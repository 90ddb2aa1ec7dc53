import { tokenizerOf } from '../../configuration/text';
import { Vocabulary } from '../../data/vocabulary';
import type { ModelKind } from '../../model/openModel';
import { decodeHmm, isHmmFile } from '../hmm/hmmFile';
import { HmmLanguageModel } from '../hmm/hmmLanguageModel';

/** Hidden Markov models, in safetensors files. */
export const hmm: ModelKind = {
  recognises: ({ bytes }) => isHmmFile(bytes),

  async open({ bytes }) {
    const { hmm, symbols, configuration, iteration, byLine } = decodeHmm(bytes);
    const tokenizer = tokenizerOf(configuration);
    const vocabulary = new Vocabulary(symbols, tokenizer.openVocabulary);
    const lineEnd = byLine ? symbols.indexOf(tokenizer.lineEnd) : -1;
    const model = new HmmLanguageModel(hmm, vocabulary, lineEnd < 0 ? undefined : lineEnd);
    return { model, tokenizer, description: `hmm · ${hmm.states}`, iteration };
  },
};
