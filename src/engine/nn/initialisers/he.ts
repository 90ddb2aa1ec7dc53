import type { Initialiser } from './initialiser';

/**
 * He, Zhang, Ren & Sun (2015): normal with standard deviation sqrt(2 / fan-in), for relu and similar
 * functions.
 */
export const he: Initialiser = block => {
  const deviation = Math.sqrt(2 / block.options.rows);
  block.fill('normal', draw => deviation * draw);
};
