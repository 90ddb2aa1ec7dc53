import type { WeightDetail } from '../../protocol/weights';
import type { LanguageModel } from '../model/languageModel';
import type { WeightMatrix } from '../model/weightMatrix';
import { weightFacts, weightHistogram, weightPicture } from './weightFacts';
import { weightSpectrum } from './weightSpectrum';

/** Returns everything that the page shows of a matrix. The picture has at most `most` rows and columns. */
export function weightDetail(
  { vocabulary }: LanguageModel,
  matrix: WeightMatrix,
  most: number,
): WeightDetail {
  const { rowsOf, columnsOf } = matrix;
  return {
    facts: weightFacts(matrix),
    picture: weightPicture(matrix, most),
    histogram: weightHistogram(matrix),
    spectrum: weightSpectrum(matrix),
    ...(rowsOf === 'symbols' && { rowSymbols: vocabulary.symbols }),
    ...(columnsOf === 'symbols' && { columnSymbols: vocabulary.symbols }),
  };
}
