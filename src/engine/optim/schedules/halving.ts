import { power } from '../../core/math';
import type { ScheduleKind } from './schedule';

/**
 * Minimum improvement, as in RNNLM's `-min-improvement`: the last validation loss divided by the new one must
 * be at least this ratio.
 */
const IMPROVEMENT = 1.003;

/**
 * RNNLM's schedule. The rate is constant until a validation improves too little. From then on, the rate is
 * halved at every validation. The next validation that improves too little ends training. The command `rnnlm`
 * applies the same rule in `families/rnnlm/train.ts`, in the units of the C program.
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
