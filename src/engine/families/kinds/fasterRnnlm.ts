import { UserError } from '../../../protocol/userError';
import type { ModelFile, ModelKind } from '../../model/openModel';
import { FasterRnnlmLanguageModel } from '../fasterRnnlm/fasterRnnlmLanguageModel';
import type { FasterRnnlmStructure } from '../fasterRnnlm/fasterRnnlmModel';
import { readFasterRnnlm } from '../fasterRnnlm/read';
import { isVocabulary } from '../fasterRnnlm/vocabulary';
import { rnnlmWords } from '../rnnlm/text/words';

/**
 * The ending of the weight file's name. The part of the name before it is the name of the vocabulary file.
 */
const WEIGHTS = '.nnet';

/**
 * Models of faster-rnnlm. A model consists of a vocabulary file and a weight file. Opening either also reads
 * the other.
 */
export const fasterRnnlm: ModelKind = {
  recognises: ({ name, bytes }) => name.endsWith(WEIGHTS) || isVocabulary(bytes),

  async open(file) {
    const isWeights = file.name.endsWith(WEIGHTS);
    const other = await besideOf(file, isWeights ? file.name.slice(0, -WEIGHTS.length) : file.name + WEIGHTS);
    const model = isWeights ? readFasterRnnlm(other, file.bytes) : readFasterRnnlm(file.bytes, other);
    return {
      model: new FasterRnnlmLanguageModel(model),
      tokenizer: rnnlmWords,
      description: describe(model.structure),
      iteration: 0,
    };
  },
};

async function besideOf({ name, beside }: ModelFile, other: string): Promise<Uint8Array> {
  const bytes = await beside?.(other);
  if (bytes) return bytes;
  throw new UserError(
    'A model of faster-rnnlm consists of two files in one folder: "{0}" was found, but "{1}" was not. Put it into the same folder.',
    [name, other],
  );
}

/** Returns a one-line description, such as `faster-rnnlm · gru · 2 × 100 · hierarchical · direct 3`. */
function describe(structure: FasterRnnlmStructure): string {
  const { layerType, scrn, layerCount, hidden, isNoiseContrastive, direct, directOrder } = structure;
  return [
    'faster-rnnlm',
    scrn ? `scrn${scrn.isFast ? 'fast' : ''}${scrn.context}` : layerType,
    layerCount > 1 ? `${layerCount} × ${hidden}` : String(hidden),
    isNoiseContrastive ? 'nce' : 'hierarchical',
    ...(direct > 0 && directOrder > 0 ? [`direct ${directOrder}`] : []),
  ].join(' · ');
}
