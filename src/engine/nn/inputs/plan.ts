import type { Arena, Ids } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { CarriedState } from '../carriedState';
import type { Parameter } from '../parameters';
import type { Input } from './input';

/**
 * Plan units, Jordan, "Serial order" (1986): the input is the vector of the last plan that was read, and stays while the
 * actions of the plan follow. A plan is a token with a vector that is not zero. All other tokens are only predicted.
 *
 * | symbol    | shape      | meaning                                              |
 * |-----------|------------|------------------------------------------------------|
 * | embedding | [V + 1, E] | vectors of the tokens; the last row is for no plan   |
 * | x         | [T * B, E] | vectors of the plans                                 |
 */
export function planInput(
  kernels: Kernels,
  embedding: Parameter,
  Wxh: Parameter,
  inputs: Ids,
  B: number,
): Input {
  const { arena } = kernels;
  const { rows, columns: E } = embedding.value;
  const plans = arena.ids(inputs.length);
  const x = arena.tensor(inputs.length, E);
  const last = lastPlan(arena, plans, B, rows - 1);

  function findPlans(): void {
    const [tokens, found] = [arena.idValues(inputs), arena.idValues(plans)];
    const [past, vectors] = [arena.values(last.value), arena.values(embedding.value)];
    const isPlan = (id: number) => vectors.subarray(id * E, (id + 1) * E).some(each => each !== 0);
    for (const [i, token] of tokens.entries())
      found[i] = isPlan(token) ? token : i < B ? past[i] : found[i - B];
  }

  return {
    states: [last],

    forward(a) {
      findPlans();
      kernels.gatherRows(x, embedding.value, plans);
      kernels.fill(a, 0);
      kernels.matmul(a, x, Wxh.value); // a [T*B, GH] += x [T*B, E] Wxh
    },

    backward() {},

    accumulate: da => kernels.matmulTN(Wxh.gradient, x, da), // dWxh [E, GH] += xᵀ da
  };
}

/** The plan before a window, as a state that is passed from window to window. */
function lastPlan(arena: Arena, plans: Ids, B: number, none: number): CarriedState {
  const value = arena.tensor(B, 1);
  arena.values(value).fill(none);
  return {
    name: 'history_plan',
    value,
    advance(t = plans.length / B) {
      if (t > 0) arena.values(value).set(arena.idValues(plans).subarray((t - 1) * B, t * B));
    },
    reset: () => void arena.values(value).fill(none),
  };
}
