/** States of units and a property after the same tokens. */
export interface UnitSample {
  readonly units: number;
  /** The values of all units after each token, [tokens, units]. */
  readonly values: Float32Array;
  /** The property after each token, [tokens]. */
  readonly property: Float64Array;
}

/** Number of rotations. The 95th of 99 maxima is their 95 % quantile. */
const [ROTATIONS, QUANTILE] = [99, 95];
/** The golden ratio minus 1: its multiples modulo 1 are evenly distributed, without a period. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Returns the |r| of the best unit that chance alone exceeds in 5 % of the cases. For this, the property is rotated
 * along the text, so that it belongs to other tokens, and the largest |r| over all units is computed for each rotation.
 * Rotating keeps what neighbouring tokens have in common. Shuffled tokens would not, and would make chance look smaller
 * than it is. Replaces the values of the sample by standardised ones.
 */
export function chanceLevel({ units, values, property }: UnitSample): number {
  const tokens = property.length;
  for (let unit = 0; unit < units; unit++) standardise(values, unit, units);
  const wanted = property.slice();
  standardise(wanted, 0, 1);
  const maxima = Array.from({ length: ROTATIONS }, (_, k) => {
    // Skips rotations by less than a twentieth of the text, after which many tokens keep their property.
    const share = 0.05 + 0.9 * (((k + 1) * GOLDEN) % 1);
    return largest(values, wanted, units, Math.floor(share * tokens));
  });
  return maxima.sort((a, b) => a - b)[QUANTILE - 1];
}

/** Scales a column to mean 0 and length 1. A constant column becomes 0. */
function standardise(values: Float32Array | Float64Array, column: number, columns: number): void {
  const rows = values.length / columns;
  let sum = 0;
  for (let i = column; i < values.length; i += columns) sum += values[i];
  const mean = sum / rows;
  let squares = 0;
  for (let i = column; i < values.length; i += columns) squares += (values[i] - mean) ** 2;
  const scale = squares > 1e-12 ? 1 / Math.sqrt(squares) : 0;
  for (let i = column; i < values.length; i += columns) values[i] = (values[i] - mean) * scale;
}

/** Returns the largest |r| of all units with the property rotated by a number of tokens. */
function largest(values: Float32Array, property: Float64Array, units: number, rotation: number): number {
  const tokens = property.length;
  const sums = new Float64Array(units);
  for (let token = 0; token < tokens; token++) {
    const factor = property[(token + rotation) % tokens];
    const first = token * units;
    for (let unit = 0; unit < units; unit++) sums[unit] += factor * values[first + unit];
  }
  return sums.reduce((most, r) => Math.max(most, Math.abs(r)), 0);
}
