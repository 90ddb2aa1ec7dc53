import { power } from '../../core/math';
import type { ScheduleKind } from './schedule';

/** RNNLM's `-min-improvement`: the minimum ratio of the last validation loss to the new one. */
const IMPROVEMENT = 1.003;

/**
 * RNNLM's schedule. The rate is constant until a validation improves too little. From then on it is halved at
 * every validation. When one improves too little again, training ends. The command `rnnlm` has the same rule
 * in `families/rnnlm/train.ts`, with the C program's units.
 */
export const halving: ScheduleKind = () => {
  let last = Number.POSITIVE_INFINITY;
  let halvings = 0;
  return {
    factor: () => power(0.5, halvings),
    validated(loss) {
      const stalled = loss * IMPROVEMENT > last;
      const shouldContinue = !(stalled && halvings > 0);
      if (stalled || halvings > 0) halvings++;
      last = loss;
      return shouldContinue;
    },
    save: () => ({ last: Number.isFinite(last) ? last : -1, halvings }),
    restore(state) {
      last = state.last < 0 ? Number.POSITIVE_INFINITY : state.last;
      halvings = state.halvings;
    },
  };
};
