import type { Smoothing } from './smoothing';

/**
 * Katz (1987) with the estimate of Good (1953); Chen & Goodman (1998), sections 2.2 and 2.4. Counts r above k
 * are used as they are. Counts up to k are replaced by r* = (r + 1) n_{r+1} / n_r, corrected so that the
 * freed mass is n_1 / N:
 *
 *     f(w|h) = d_r r / c(h.)      d_r = (r* / r - A) / (1 - A)      A = (k + 1) n_{k+1} / n_1
 *
 * Every discount d_r must be above 0 and at most 1. If a discount is not, the counts of counts are too sparse
 * for this k. The largest smaller k that gives valid discounts is then used. It may be 0, which means no
 * discounts.
 */
export const goodTuring: Smoothing = {
  countsContinuations: false,
  canInterpolate: false,

  fit(n, _length, { goodTuringMaximum: wanted }) {
    for (let k = wanted; k > 0; k--) {
      const A = ((k + 1) * n(k + 1)) / n(1);
      const d = Array.from({ length: k }, (_, i) => {
        const r = i + 1;
        return (((r + 1) * n(r + 1)) / (n(r) * r) - A) / (1 - A);
      });
      if (!d.every(each => each > 0 && each <= 1)) continue;
      return {
        share: (count, total) => ((count <= k ? d[count - 1] : 1) * count) / total,
        parameters: Object.fromEntries(d.map((each, i) => [`d${i + 1}`, each])),
        isFallback: k < wanted,
      };
    }
    return { share: (count, total) => count / total, parameters: {}, isFallback: wanted > 0 };
  },
};
