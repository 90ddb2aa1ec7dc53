import { tokenizerOf } from '../../configuration/text';
import { Vocabulary } from '../../data/vocabulary';
import type { ModelKind } from '../../model/openModel';
import { decodeLds, isLdsFile } from '../lds/ldsFile';
import { LdsLanguageModel } from '../lds/ldsLanguageModel';

/** Linear dynamical systems, in safetensors files. */
export const lds: ModelKind = {
  recognises: ({ bytes }) => isLdsFile(bytes),

  async open({ bytes }) {
    const { filter, readout, symbols, configuration, iteration } = decodeLds(bytes);
    const tokenizer = tokenizerOf(configuration);
    const vocabulary = new Vocabulary(symbols, tokenizer.openVocabulary);
    const model = new LdsLanguageModel(filter, readout, vocabulary);
    return { model, tokenizer, description: `lds · ${filter.states}`, iteration };
  },
};
