/**
 * The smoothed loss: an exponential moving average of the loss with decay 0.999, as in min-char-rnn.
 *
 * min-char-rnn initializes its average with the loss of a uniform prediction, U = T ln V. After n updates
 * this value still has the weight 0.999^n: one half after 693 updates. Elman Lab's average has no initial
 * value. It is the bias-corrected weighted mean of the losses so far:
 *
 * s_n = s_(n-1) + (loss_n - s_(n-1)) 0.001 / (1 - 0.999^n) (Kingma & Ba 2015, section 3)
 */
const PAST = 0.999;

/**
 * Returns the average after update number `updates` (counted from 1), whose loss is `loss`. `before` is the
 * average before it.
 */
export function smoothed(before: number, loss: number, updates: number): number {
  return updates === 1 ? loss : before + ((loss - before) * (1 - PAST)) / (1 - PAST ** updates);
}

/**
 * Converts the bias-corrected average after `updates` updates to min-char-rnn's smooth_loss. `start` is U,
 * the loss of a uniform prediction.
 */
export function minCharRnnLoss(average: number, updates: number, start: number): number {
  const past = PAST ** updates;
  return (1 - past) * average + past * start;
}

/**
 * Converts min-char-rnn's smooth_loss, which older versions stored, to the bias-corrected average. The
 * inverse of `minCharRnnLoss`.
 */
export function averageOf(minCharRnn: number, updates: number, start: number): number {
  const past = PAST ** updates;
  return updates === 0 ? minCharRnn : (minCharRnn - past * start) / (1 - past);
}
