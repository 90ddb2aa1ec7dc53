import { visible } from '../../common/visibleToken';
import {
  spectrumRows,
  type WeightDetail,
  type WeightFacts,
  type WeightSpectrum,
} from '../../protocol/weights';
import type { NumberFormat } from '../format';
import type { PageTexts } from '../texts';
import type { MatrixEntry } from './matrixScene';

/** Returns the value of an entry, or the mean of a block of entries, with the names of its row and column. */
export function entryText(
  { picture, facts, rowSymbols, columnSymbols }: WeightDetail,
  { row, column }: MatrixEntry,
  { t }: PageTexts,
  numbers: NumberFormat,
): string {
  const value = numbers.precise(picture.values[row * picture.columns + column], 4);
  const rows = nameOf(row, picture.rowBlock, facts.rows, rowSymbols);
  const columns = nameOf(column, picture.columnBlock, facts.columns, columnSymbols);
  const isReduced = picture.rowBlock * picture.columnBlock > 1;
  return isReduced
    ? t('Rows {0}, columns {1}: mean {2}', rows, columns, value)
    : t('Row {0}, column {1}: {2}', rows, columns, value);
}

/** Returns the name of a row or column: its symbol, or its number, from 0. Of a block, the first and the last. */
function nameOf(index: number, block: number, count: number, symbols?: readonly string[]): string {
  const first = index * block;
  const last = Math.min(first + block, count) - 1;
  const name = (at: number) => (symbols?.[at] === undefined ? String(at) : `“${visible(symbols[at])}”`);
  return first === last ? name(first) : `${name(first)}–${name(last)}`;
}

/** Returns what a picture of a matrix shows, and whether it is reduced. */
export function matrixNote(
  { facts, picture: { rowBlock, columnBlock } }: WeightDetail,
  { t }: PageTexts,
  numbers: NumberFormat,
): string {
  const { rows, columns, mean, deviation, minimum, maximum } = facts;
  const size = t('Size: {0} × {1}.', numbers.whole(rows), numbers.whole(columns));
  const spread = t(
    'Mean {0}, standard deviation {1}, from {2} to {3}.',
    ...[mean, deviation, minimum, maximum].map(value => numbers.precise(value, 3)),
  );
  if (rowBlock * columnBlock === 1) return `${size} ${spread}`;
  const reduced = t('Each cell is the mean of {0} × {1} entries.', rowBlock, columnBlock);
  return `${size} ${reduced} ${spread}`;
}

/** Returns a sentence on the eigenvalues of a matrix. */
export function spectrumText(
  { isRecurrent }: WeightFacts,
  { radius, isExact, singularValues }: WeightSpectrum,
  { t }: PageTexts,
  numbers: NumberFormat,
): string {
  if (!isRecurrent)
    return t('Eigenvalues are shown for recurrent matrices, which are applied in every step.');
  if (radius === undefined) return t('Some weights are not finite, so there is no spectrum.');
  const value = numbers.precise(radius, 4);
  const largest = isExact
    ? t('Largest absolute eigenvalue: {0}.', value)
    : t(
        'Largest absolute eigenvalue: about {0}. Only this one is estimated, because the matrix is larger than {1} × {1}; "elman weights --spectrum --json" lists all up to {2} × {2}.',
        ...[value, numbers.whole(spectrumRows.page), numbers.whole(spectrumRows.program)],
      );
  return singularValues ? largest : `${largest} ${t('The matrix is too large for its singular values.')}`;
}
