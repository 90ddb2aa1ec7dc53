/**
 * The smoothed loss: an exponential average that keeps 0.999 of the old and takes 0.001 of the new, as in min-char-rnn.
 *
 * min-char-rnn starts it at the loss of a model that knows nothing, U = T ln V. After n updates that start still has
 * the share 0.999^n: a half after 693 updates. Ours has no start; it is the weighted mean of the losses so far:
 *
 *   s_n = s_(n-1) + (loss_n - s_(n-1)) 0.001 / (1 - 0.999^n)        (Kingma & Ba 2015, section 3)
 */
const PAST = 0.999;

/** The average after update number `updates`, counted from 1. */
export function smoothed(before: number, loss: number, updates: number): number {
  return updates === 1 ? loss : before + ((loss - before) * (1 - PAST)) / (1 - PAST ** updates);
}

/** What min-char-rnn calls smooth_loss, from our average after as many updates; `start` is U. */
export function minCharRnnLoss(average: number, updates: number, start: number): number {
  const past = PAST ** updates;
  return (1 - past) * average + past * start;
}

/** The other way round. Older versions kept min-char-rnn's figure. */
export function averageOf(minCharRnn: number, updates: number, start: number): number {
  const past = PAST ** updates;
  return updates === 0 ? minCharRnn : (minCharRnn - past * start) / (1 - past);
}
