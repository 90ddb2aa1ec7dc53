import { logistic, tanh } from '../../core/math';
import type { Arena } from '../../core/tensor';
import type { GateKernels } from '../gateKernels';

/**
 * Returns the kernels that compute one step of a gated cell, unit by unit. a [B, G*H] is stored row by row:
 * gate k of unit j in row b is at index (b G + k) H + j.
 */
export function gateKernels(arena: Arena): GateKernels {
  return {
    lstm(h, c, tanhC, A, cPrevious) {
      const [states, cells, squashed] = [arena.values(h), arena.values(c), arena.values(tanhC)];
      const [a, before] = [arena.values(A), arena.values(cPrevious)];
      eachUnit(h.rows, h.columns, 4, (at, [i, f, g, o]) => {
        a[i] = logistic(a[i]);
        a[f] = logistic(a[f]);
        a[g] = tanh(a[g]);
        a[o] = logistic(a[o]);
        cells[at] = a[f] * before[at] + a[i] * a[g];
        squashed[at] = tanh(cells[at]);
        states[at] = a[o] * squashed[at];
      });
    },

    lstmBackward(tensors) {
      const [da, dBefore] = [arena.values(tensors.da), arena.values(tensors.dcPrevious)];
      const [dh, dc, a] = [tensors.dh, tensors.dc, tensors.a].map(arena.values, arena);
      const [squashed, before] = [arena.values(tensors.tanhC), arena.values(tensors.cPrevious)];
      eachUnit(tensors.dh.rows, tensors.dh.columns, 4, (at, [i, f, g, o]) => {
        const dCell = dc[at] + dh[at] * a[o] * (1 - squashed[at] * squashed[at]);
        da[i] = dCell * a[g] * a[i] * (1 - a[i]);
        da[f] = dCell * before[at] * a[f] * (1 - a[f]);
        da[g] = dCell * a[i] * (1 - a[g] * a[g]);
        da[o] = dh[at] * squashed[at] * a[o] * (1 - a[o]);
        dBefore[at] = dCell * a[f];
      });
    },

    gru(h, A, U, hPrevious) {
      const [states, a, u] = [arena.values(h), arena.values(A), arena.values(U)];
      const before = arena.values(hPrevious);
      eachUnit(h.rows, h.columns, 3, (at, [r, z, n]) => {
        a[r] = logistic(a[r] + u[r]);
        a[z] = logistic(a[z] + u[z]);
        a[n] = tanh(a[n] + a[r] * u[n]);
        states[at] = (1 - a[z]) * a[n] + a[z] * before[at];
      });
    },

    gruBackward(tensors) {
      const [da, du, dBefore] = [tensors.da, tensors.du, tensors.dhPrevious].map(arena.values, arena);
      const [dh, before] = [arena.values(tensors.dh), arena.values(tensors.hPrevious)];
      const [a, u] = [arena.values(tensors.a), arena.values(tensors.u)];
      eachUnit(tensors.dh.rows, tensors.dh.columns, 3, (at, [r, z, n]) => {
        da[n] = dh[at] * (1 - a[z]) * (1 - a[n] * a[n]);
        da[z] = dh[at] * (before[at] - a[n]) * a[z] * (1 - a[z]);
        da[r] = da[n] * u[n] * a[r] * (1 - a[r]);
        du[r] = da[r];
        du[z] = da[z];
        du[n] = da[n] * a[r];
        dBefore[at] += dh[at] * a[z];
      });
    },
  };
}

/**
 * Calls `visit` for every unit, with its index in a tensor [B, H] and the indices of its gates in a tensor
 * [B, gates * H].
 */
function eachUnit(
  B: number,
  H: number,
  gates: number,
  visit: (at: number, gateIndices: readonly number[]) => void,
): void {
  const gateIndices = new Array<number>(gates);
  for (let b = 0; b < B; b++) {
    for (let j = 0; j < H; j++) {
      for (let k = 0; k < gates; k++) gateIndices[k] = (b * gates + k) * H + j;
      visit(b * H + j, gateIndices);
    }
  }
}
