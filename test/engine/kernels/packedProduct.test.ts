import assert from 'node:assert/strict';
import type { Tensor } from '../../../src/engine/core/tensor';
import { prepareProduct } from '../../../src/engine/kernels/product';
import { availableKernels } from '../support/kernels';
import { noise } from '../support/network';

const [K, N] = [5, 11];

describe('a prepared product', () => {
  for (const M of [1, 3, 4, 9]) {
    it(`follows its matrix after every change, in both directions: ${M} rows`, async () => {
      for (const kernels of await availableKernels()) {
        const { arena } = kernels;
        const random = noise(M);
        const fill = (tensor: Tensor) => {
          const values = arena.values(tensor);
          for (let i = 0; i < values.length; i++) values[i] = random();
        };
        const W = arena.tensor(K, N);
        const product = prepareProduct(kernels, W, M);
        for (let round = 0; round < 3; round++) {
          fill(W);
          product.refresh();
          const [a, b] = [arena.tensor(M, K), arena.tensor(M, N)];
          fill(a);
          fill(b);
          const [c, d] = [arena.tensor(M, N), arena.tensor(M, K)];
          product.times(c, a);
          product.timesTransposed(d, b);
          const [w, A, B] = [W, a, b].map(tensor => arena.values(tensor).slice());
          for (let m = 0; m < M; m++) {
            for (let n = 0; n < N; n++) {
              let sum = 0;
              for (let k = 0; k < K; k++) sum += A[m * K + k] * w[k * N + n];
              assert.ok(Math.abs(arena.values(c)[m * N + n] - sum) < 1e-5, `round ${round}`);
            }
            for (let k = 0; k < K; k++) {
              let sum = 0;
              for (let n = 0; n < N; n++) sum += B[m * N + n] * w[k * N + n];
              assert.ok(Math.abs(arena.values(d)[m * K + k] - sum) < 1e-5, `round ${round}, transposed`);
            }
          }
        }
      }
    });
  }
});
