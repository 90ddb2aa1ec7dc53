import { UserError } from '../../protocol/userError';
import { type NetworkWeightDetail, spectrumRows, type WeightDetail } from '../../protocol/weights';
import type { LanguageModel } from '../model/languageModel';
import type { WeightMatrix } from '../model/weightMatrix';
import { weightFacts, weightHistogram, weightPicture } from './weightFacts';
import { weightSpectrum } from './weightSpectrum';

/** Maximum number of rows and columns of a picture. */
const MOST = 128;

/** Returns the matrices of a network and one of them in detail. Throws a UserError if there is no such matrix. */
export function networkWeightDetail(model: LanguageModel, name: string | undefined): NetworkWeightDetail {
  const matrices = model.weightMatrices?.();
  if (!matrices) throw new UserError('This model has no weights, because it is not a single network.');
  const usual = matrices.find(({ isRecurrent }) => isRecurrent) ?? matrices[0];
  const matrix = name === undefined ? usual : matrices.find(each => each.name === name);
  if (!matrix) throw new UserError('The network has no matrix {0}.', [name ?? '']);
  return { matrices: matrices.map(weightFacts), detail: weightDetail(model, matrix) };
}

/** Returns everything that the page shows of a matrix. */
function weightDetail({ vocabulary }: LanguageModel, matrix: WeightMatrix): WeightDetail {
  const { rowsOf, columnsOf } = matrix;
  return {
    facts: weightFacts(matrix),
    picture: weightPicture(matrix, MOST),
    histogram: weightHistogram(matrix),
    spectrum: weightSpectrum(matrix, spectrumRows.page),
    ...(rowsOf === 'symbols' && { rowSymbols: vocabulary.symbols }),
    ...(columnsOf === 'symbols' && { columnSymbols: vocabulary.symbols }),
  };
}
