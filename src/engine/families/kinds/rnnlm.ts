import type { ModelKind } from '../../model/openModel';
import { isRnnlmFile, readRnnlm } from '../rnnlm/format/read';
import { RnnlmLanguageModel } from '../rnnlm/rnnlmLanguageModel';
import type { RnnlmStructure } from '../rnnlm/rnnlmModel';
import { rnnlmWords } from '../rnnlm/text/words';

/** Models of the RNNLM toolkit, in text or binary format. */
export const rnnlm: ModelKind = {
  recognises: ({ bytes }) => isRnnlmFile(bytes),

  async open({ bytes }) {
    const model = readRnnlm(bytes);
    return {
      model: new RnnlmLanguageModel(model),
      tokenizer: rnnlmWords,
      description: describe(model.structure),
      iteration: 0,
    };
  },
};

/** Returns a one-line description, such as `rnnlm · logistic · 200 · class 100 · direct 3`. */
function describe({ hidden, classes, direct, directOrder, compression }: RnnlmStructure): string {
  return [
    'rnnlm',
    'logistic',
    compression > 0 ? `${hidden} → ${compression}` : String(hidden),
    `class ${classes}`,
    ...(direct > 0 ? [`direct ${directOrder}`] : []),
  ].join(' · ');
}
