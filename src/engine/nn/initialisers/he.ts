import type { Initialiser } from './initialiser';

/**
 * He, Zhang, Ren & Sun (2015): normal with standard deviation sqrt(2 / fan-in), for relu and similar
 * functions.
 */
export const he: Initialiser = ({ values, rows, normal }) => {
  const deviation = Math.sqrt(2 / rows);
  for (let i = 0; i < values.length; i++) values[i] = deviation * normal(i);
};
