import { UserError } from '../../../protocol/userError';
import { type FasterRnnlmModel, type LayerWeights, sizesOf } from './fasterRnnlmModel';
import { readHeader } from './header';
import { readVocabulary } from './vocabulary';

const FLOAT = 4;

/**
 * Reads the two files of a model: `<name>` with the words and `<name>.nnet` with the weights. Checks the
 * files' sizes before it allocates memory. Throws a UserError with the position of the first error: something
 * missing, invalid or superfluous.
 */
export function readFasterRnnlm(vocabularyBytes: Uint8Array, bytes: Uint8Array): FasterRnnlmModel {
  const { structure, weightsAt } = readHeader(bytes);
  const vocabulary = readVocabulary(vocabularyBytes);
  const { hidden: H, layerCount, direct, directOrder, isNoiseContrastive, arity } = structure;
  const V = vocabulary.words.length;
  if (directOrder > 0 && direct > 0 && direct <= V) {
    throw new UserError(
      'This model of faster-rnnlm is damaged: it has {0} direct connections, which must be more than its {1} words.',
      [direct, V],
    );
  }
  if (!isNoiseContrastive && ((V - 1) % (arity - 1) !== 0 || arity > Math.max(V, 2))) {
    throw new UserError(
      'The two files of this faster-rnnlm model do not belong together: a tree in which every node has {0} children cannot have {1} words.',
      [arity, V],
    );
  }
  const layers = Array.from({ length: layerCount }, (_, l) => sizesOf(structure, l));
  const sizes = layers.flatMap(({ matrices, vectors }) => [...matrices, ...vectors]);
  const needed = FLOAT * (2 * V * H + sizes.reduce((sum, size) => sum + size, 0) + direct);
  if (needed !== bytes.length - weightsAt) {
    throw new UserError(
      'The two files of this faster-rnnlm model do not belong together, or are damaged: {0} words and the sizes in the header need {1} bytes of weights, but {2} follow byte {3}.',
      [V, needed, bytes.length - weightsAt, weightsAt],
    );
  }
  const next = weightsFrom(bytes, weightsAt);
  const embedding = next('embedding', V * H);
  const output = next('output', V * H);
  // The file contains first the matrices of all layers, then the vectors of all layers.
  const read = (what: 'matrices' | 'vectors') =>
    layers.map((layer, l) => layer[what].map((size, i) => next(`${what} ${i} of layer ${l}`, size)));
  const allMatrices = read('matrices');
  const allVectors = read('vectors');
  const weights: LayerWeights[] = layers.map((_, l) => ({
    matrices: allMatrices[l],
    vectors: allVectors[l],
  }));
  return { structure, vocabulary, embedding, output, layers: weights, direct: next('direct', direct) };
}

/**
 * Returns a function that reads the next `count` numbers from the file. Error messages call them `name`. The
 * function throws a UserError for a number that is not finite.
 */
function weightsFrom(bytes: Uint8Array, from: number): (name: string, count: number) => Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = from;
  return (name, count) => {
    const numbers = new Float32Array(count);
    for (let i = 0; i < count; i++, at += FLOAT) {
      numbers[i] = view.getFloat32(at, true);
      if (!Number.isFinite(numbers[i])) {
        throw new UserError(
          'This faster-rnnlm model is damaged: a number in "{2}", at byte {0} of the file, is not finite ({1}).',
          [at, String(numbers[i]), name],
        );
      }
    }
    return numbers;
  };
}
