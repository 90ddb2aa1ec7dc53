import { gaussian } from './gaussian';
import type { Initialiser } from './initialiser';

/**
 * Le, Jaitly & Hinton (2015), IRNN: square recurrent matrices are the identity; all other matrices are
 * gaussian.
 */
export const identity: Initialiser = block => {
  const { rows, columns, role } = block.options;
  if (role !== 'recurrent' || rows !== columns) {
    gaussian(block);
    return;
  }
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) values[i * columns + i] = 1;
  block.set(values);
};
