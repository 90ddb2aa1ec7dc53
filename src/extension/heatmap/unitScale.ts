import type { UnitReading, UnitValues } from '../../protocol/unitReading';
import type { UnitScale } from './scale';

/** The thresholds of the absolute value, as shares of the range. */
const SHARES = [0.1, 0.3, 0.5, 0.75];

/**
 * Returns the scale by which a unit's values are coloured. It ends at the largest absolute value that was read,
 * rounded up to 1, 2 or 5 times a power of ten. If the scale before was of the same unit, it does not shrink, so
 * that colours do not change while a text is scrolled.
 */
export function unitScale(
  { unit, starts, unknown, hasUnknown }: UnitReading,
  before: UnitScale | undefined,
): UnitScale {
  const { place, parts } = unit;
  const isSame = JSON.stringify(before?.place) === JSON.stringify(place);
  const range = Math.max(roundedUp(largestIn(unit)), isSame ? (before?.range ?? 0) : 0);
  const part = parts.find(({ name, layer }) => name === place.name && layer === place.layer);
  return {
    mode: 'unit',
    thresholds: SHARES.map(share => share * range),
    ...{ place, range, size: part?.size ?? 0 },
    unknown: { share: starts.length > 0 ? unknown / starts.length : 0, isScored: hasUnknown },
  };
}

const largestIn = ({ values }: UnitValues) =>
  values.reduce((largest, value) => (Number.isNaN(value) ? largest : Math.max(largest, Math.abs(value))), 0);

/** Rounds a number up to 1, 2 or 5 times a power of ten. Returns 1 for 0. */
export function roundedUp(value: number): number {
  if (value === 0) return 1;
  const exponent = Math.floor(Math.log10(value));
  const power = exponent < 0 ? 1 / 10 ** -exponent : 10 ** exponent;
  return [1, 2, 5, 10].map(factor => factor * power).find(step => step >= value) ?? 10 * power;
}
