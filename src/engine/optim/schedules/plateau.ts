import { power } from '../../core/math';
import type { ScheduleKind } from './schedule';

/**
 * Multiplies the rate by `factor` at every validation whose loss is not the lowest so far, as in PyTorch's
 * example word_language_model.
 */
export const plateau: ScheduleKind = ({ factor }) => {
  let best = Number.POSITIVE_INFINITY;
  let steps = 0;
  return {
    factor: () => power(factor, steps),
    validated(loss) {
      if (loss < best) best = loss;
      else steps++;
      return true;
    },
    save: () => ({ best: Number.isFinite(best) ? best : -1, steps }),
    restore(state) {
      best = state.best < 0 ? Number.POSITIVE_INFINITY : state.best;
      steps = state.steps;
    },
  };
};
