import { spectrumRows, type WeightSpectrum } from '../../protocol/weights';
import type { WeightMatrix } from '../model/weightMatrix';
import { EXACT, largestEigenvalue } from '../nn/largestEigenvalue';
import { eigenvaluesOf, modulus, singularValuesOf } from '../nn/spectrum';

/**
 * Maximum number of multiplications, about, for all singular values: rows × columns × the smaller of both. They take
 * about two seconds.
 */
const MOST_MULTIPLICATIONS = 1.5e8;

/** Returns the spectrum of a matrix with at most `mostRows` rows completely. A matrix with elements that are not finite has none. */
export function weightSpectrum(
  { rows, columns, isRecurrent, values }: WeightMatrix,
  mostRows: number = spectrumRows.program,
): WeightSpectrum {
  const W = values();
  const isSmall = rows * columns * Math.min(rows, columns) <= MOST_MULTIPLICATIONS;
  const singularValues = isSmall ? singularValuesOf(W, rows, columns) : undefined;
  const singular = singularValues && { singularValues };
  if (!isRecurrent || !W.every(Number.isFinite)) return { ...singular };
  if (rows > mostRows) return { ...singular, radius: largestEigenvalue(W, rows), isExact: rows <= EXACT };
  const eigenvalues = eigenvaluesOf(W, rows);
  if (!eigenvalues) return { ...singular };
  return { ...singular, radius: modulus(eigenvalues[0]), isExact: true, eigenvalues };
}
