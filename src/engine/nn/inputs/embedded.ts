import type { Ids } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { Parameter } from '../parameters';
import { historyState } from './history';
import type { Input } from './input';

/**
 * Returns an input that reads the embeddings of the last n tokens, oldest first: x_t = [e_{t-n+1} ... e_t].
 * Each embedding has E elements.
 *
 * | symbol    | shape                | meaning                                                          |
 * |-----------|----------------------|------------------------------------------------------------------|
 * | embedding | [V, E], [V + 1, E]   | with n > 1, the last row is for positions before the first token |
 * | e         | [(n - 1 + T) * B, E] | embeddings of the n - 1 tokens before the window, then of the window |
 * | Wxh       | [n * E, G * H]       | n matrices, one below the other                                  |
 *
 * x is never stored: for each of the n positions, a shifted part of e is multiplied by the position's matrix.
 */
export function embeddedInput(
  kernels: Kernels,
  embedding: Parameter,
  Wxh: Parameter,
  inputs: Ids,
  B: number,
): Input {
  const { arena } = kernels;
  const { learned } = embedding; // false for a table of bits
  const E = embedding.value.columns;
  const n = Wxh.value.rows / E;
  const [steps, before] = [inputs.length, (n - 1) * B];
  const ids = arena.ids(before + steps);
  const [e, de] = [arena.tensor(before + steps, E), arena.tensor(before + steps, E)];
  const positions = Array.from({ length: n }, (_, k) => ({
    e: arena.slice(e, k * B, steps),
    de: arena.slice(de, k * B, steps),
    W: arena.slice(Wxh.value, k * E, E),
    dW: arena.slice(Wxh.gradient, k * E, E),
  }));
  const none = embedding.value.rows - 1;
  const history = historyState(arena, { name: 'history', ids, B, count: n - 1, none });

  return {
    states: n > 1 ? [history] : [],

    forward(a) {
      history.copyToIds();
      arena.idValues(ids).set(arena.idValues(inputs), before);
      kernels.gatherRows(e, embedding.value, ids);
      kernels.fill(a, 0);
      // a [T*B, GH] += e [T*B, E] W, for each of the n positions.
      for (const position of positions) kernels.matmul(a, position.e, position.W);
    },

    backward(da) {
      if (!learned) return;
      kernels.fill(de, 0);
      // de [T*B, E] += da [T*B, GH] Wᵀ, for each of the n positions.
      for (const position of positions) kernels.matmulNT(position.de, da, position.W);
    },

    accumulate(da) {
      for (const position of positions) kernels.matmulTN(position.dW, position.e, da); // dW [E, GH] += eᵀ da
      if (!learned) return;
      kernels.scatterAddRows(embedding.gradient, de, ids);
      embedding.touched?.addEach(arena.idValues(ids));
    },
  };
}
