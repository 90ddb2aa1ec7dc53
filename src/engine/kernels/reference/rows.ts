import type { Arena } from '../../core/tensor';
import type { Kernels } from '../kernels';

type RowKernels = Pick<
  Kernels,
  'fill' | 'copy' | 'gatherRows' | 'scatterAddRows' | 'setRows' | 'addRows' | 'sumRows'
>;

export function rowKernels(arena: Arena): RowKernels {
  return {
    fill(y, value) {
      arena.values(y).fill(value);
    },

    copy(y, x) {
      arena.values(y).set(arena.values(x));
    },

    gatherRows(Y, W, ids) {
      const [y, w, rows] = [arena.values(Y), arena.values(W), arena.idValues(ids)];
      const N = Y.columns;
      for (let r = 0; r < Y.rows; r++) y.set(w.subarray(rows[r] * N, (rows[r] + 1) * N), r * N);
    },

    scatterAddRows(dW, dY, ids) {
      const [dw, dy, rows] = [arena.values(dW), arena.values(dY), arena.idValues(ids)];
      const N = dY.columns;
      for (let r = 0; r < dY.rows; r++) {
        for (let c = 0; c < N; c++) dw[rows[r] * N + c] += dy[r * N + c];
      }
    },

    setRows(Y, b) {
      const [y, row] = [arena.values(Y), arena.values(b)];
      for (let r = 0; r < Y.rows; r++) y.set(row, r * Y.columns);
    },

    addRows(Y, b) {
      const [y, row] = [arena.values(Y), arena.values(b)];
      for (let r = 0; r < Y.rows; r++) {
        for (let c = 0; c < Y.columns; c++) y[r * Y.columns + c] += row[c];
      }
    },

    sumRows(db, dY) {
      const [sums, dy] = [arena.values(db), arena.values(dY)];
      for (let r = 0; r < dY.rows; r++) {
        for (let c = 0; c < dY.columns; c++) sums[c] += dy[r * dY.columns + c];
      }
    },
  };
}
