import { exp, log, logistic } from '../../core/math';
import type { Arena } from '../../core/tensor';
import type { Kernels } from '../kernels';

type SoftmaxKernels = Pick<
  Kernels,
  | 'softmaxLoss'
  | 'softmaxLossBackward'
  | 'logisticLoss'
  | 'logisticLossBackward'
  | 'logSoftmax'
  | 'entropies'
  | 'softmax'
  | 'softmaxBackward'
>;

/**
 * Returns ln sum e^y over a row of logits y. Subtracts the maximum first so that no exponential overflows.
 */
function logSumExp(row: Float32Array | Float64Array): number {
  let max = Number.NEGATIVE_INFINITY;
  for (const y of row) max = Math.max(max, y);
  let sum = 0;
  for (const y of row) sum += exp(y - max);
  return max + log(sum);
}

export function softmaxKernels(arena: Arena): SoftmaxKernels {
  const rowsOf = (Y: Parameters<Kernels['logSoftmax']>[0]) => {
    const y = arena.values(Y);
    const rows: (typeof y)[] = [];
    for (let r = 0; r < Y.rows; r++) rows.push(y.subarray(r * Y.columns, (r + 1) * Y.columns));
    return rows;
  };

  return {
    softmaxLoss(P, losses, targets) {
      const [loss, target] = [arena.values(losses), arena.idValues(targets)];
      for (const [r, row] of rowsOf(P).entries()) {
        const total = logSumExp(row);
        loss[r] = total - row[target[r]];
        for (let c = 0; c < row.length; c++) row[c] = exp(row[c] - total);
      }
    },

    softmaxLossBackward(P, targets, scale) {
      const target = arena.idValues(targets);
      for (const [r, row] of rowsOf(P).entries()) {
        row[target[r]] -= 1;
        for (let c = 0; c < row.length; c++) row[c] *= scale;
      }
    },

    logisticLoss(P, losses) {
      const loss = arena.values(losses);
      for (const [r, row] of rowsOf(P).entries()) {
        loss[r] = 0;
        for (let c = 0; c < row.length; c++) {
          const y = row[c];
          loss[r] += Math.max(-y, 0) + log(1 + exp(-Math.abs(y)));
          row[c] = logistic(y);
        }
      }
    },

    logisticLossBackward(P, scale) {
      const p = arena.values(P);
      for (let i = 0; i < p.length; i++) p[i] = (p[i] - 1) * scale;
    },

    logSoftmax(Y) {
      for (const row of rowsOf(Y)) {
        const total = logSumExp(row);
        for (let c = 0; c < row.length; c++) row[c] -= total;
      }
    },

    entropies(H, Y) {
      const entropies = arena.values(H);
      for (const [r, row] of rowsOf(Y).entries()) {
        entropies[r] = 0;
        for (const y of row) if (y > Number.NEGATIVE_INFINITY) entropies[r] -= exp(y) * y;
      }
    },

    softmax(P) {
      for (const row of rowsOf(P)) {
        const total = logSumExp(row);
        for (let c = 0; c < row.length; c++) row[c] = exp(row[c] - total);
      }
    },

    softmaxBackward(dP, P) {
      const [gradients, probabilities] = [rowsOf(dP), rowsOf(P)];
      for (const [r, dp] of gradients.entries()) {
        const p = probabilities[r];
        let mean = 0;
        for (let c = 0; c < p.length; c++) mean += dp[c] * p[c];
        for (let c = 0; c < p.length; c++) dp[c] = p[c] * (dp[c] - mean);
      }
    },
  };
}
