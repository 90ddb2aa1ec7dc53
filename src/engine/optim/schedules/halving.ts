import { power } from '../../core/math';
import type { ScheduleKind } from './schedule';

/** RNNLM's `-min-improvement`: a validation must better the log probability by this ratio. */
const IMPROVEMENT = 1.003;

/**
 * RNNLM's: the rate stays until a validation improves too little, is halved before every validation from then
 * on, and when one improves too little again, training ends.
 */
export const halving: ScheduleKind = () => {
  let last = Number.POSITIVE_INFINITY;
  let halvings = 0;
  return {
    factor: () => power(0.5, halvings),
    validated(loss) {
      const stalled = loss * IMPROVEMENT > last;
      const goOn = !(stalled && halvings > 0);
      if (stalled || halvings > 0) halvings++;
      last = loss;
      return goOn;
    },
    save: () => ({ last: Number.isFinite(last) ? last : -1, halvings }),
    restore(state) {
      last = state.last < 0 ? Number.POSITIVE_INFINITY : state.last;
      halvings = state.halvings;
    },
  };
};
