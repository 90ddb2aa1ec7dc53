import { type TokenMatrixKind, type TokenVectorKind, tokenMatrixKinds } from '../../protocol/vectors';
import type { LanguageModel } from '../model/languageModel';
import { wordOfText } from '../vectors/files/wordText';
import type { WordVectors } from '../vectors/wordVectors';
import type { MeanStates } from './meanStates';

/** Returns which vectors of its tokens a model has. `hidden` needs a text. Empty if it is not a network. */
export function vectorKindsOf(model: LanguageModel): TokenVectorKind[] {
  const matrices = model.tokenMatrices?.();
  const kinds = tokenMatrixKinds.filter(kind => matrices?.has(kind));
  return model.inspector ? [...kinds, 'hidden'] : kinds;
}

/** Returns the vectors of all symbols of a model. Undefined if the model has none of this kind. */
export function matrixVectors(model: LanguageModel, kind: TokenMatrixKind): WordVectors | undefined {
  const matrix = model.tokenMatrices?.().get(kind)?.();
  return matrix && { words: model.vocabulary.symbols.map(wordOfText), ...matrix };
}

/** Returns mean hidden states as word vectors. */
export function stateVectors({ words, vectors, size }: MeanStates): WordVectors {
  return { words: words.map(wordOfText), vectors, size };
}
