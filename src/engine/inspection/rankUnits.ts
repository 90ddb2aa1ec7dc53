import type { SilencedUnits } from '../../protocol/lesion';
import type { StatePart } from '../../protocol/statePart';
import type { RankedUnit, UnitRanking } from '../../protocol/unitRanking';
import { UserError } from '../../protocol/userError';
import { chanceLevel } from './chanceLevel';

/** Minimum number of tokens of a text. */
const FEWEST = 100;
/** Maximum number of tokens, and of values, from which the level of chance is computed. */
const [SAMPLED_TOKENS, SAMPLED_VALUES] = [1 << 14, 1 << 22];

/** Returns the first `count` hidden units of a ranking: only these can be silenced. */
export function hiddenUnits({ units }: UnitRanking, count: number): RankedUnit[] {
  return units.filter(({ part }) => part === 'h').slice(0, count);
}

/** Returns units as parts of a lesion. */
export function silenced(units: readonly RankedUnit[]): SilencedUnits[] {
  return units.map(({ layer, unit }) => ({ layer, units: [unit] }));
}

/**
 * Correlates the units of a network with a property of the text. It keeps only sums, and the values after the first
 * tokens, so its memory does not depend on the length of the text.
 */
export class UnitCorrelations {
  private readonly units: number;
  private readonly sampled: number;
  private tokens = 0;
  /** Values after the first token. Sums of differences from them are exact enough for long texts. */
  private origin = new Float64Array();
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;
  private readonly products: Float64Array;
  private propertySum = 0;
  private propertySquares = 0;
  private readonly sample: Float32Array;
  private readonly propertySample: Float64Array;

  constructor(private readonly parts: readonly StatePart[]) {
    this.units = parts.reduce((sum, { size }) => sum + size, 0);
    const { units } = this;
    this.sampled = Math.min(SAMPLED_TOKENS, Math.max(FEWEST, Math.floor(SAMPLED_VALUES / units)));
    [this.sums, this.squares, this.products] = [1, 2, 3].map(() => new Float64Array(units));
    this.sample = new Float32Array(this.sampled * units);
    this.propertySample = new Float64Array(this.sampled);
  }

  /** Adds a token: its property, and the values of all parts after it. */
  add(property: number, values: readonly Float64Array[]): void {
    if (this.tokens === 0) this.origin = Float64Array.from(values.flatMap(part => [...part]));
    const row = this.tokens < this.sampled ? this.tokens * this.units : -1;
    if (row >= 0) this.propertySample[this.tokens] = property;
    let unit = 0;
    for (const part of values) {
      for (const value of part) {
        const difference = value - this.origin[unit];
        this.sums[unit] += difference;
        this.squares[unit] += difference * difference;
        this.products[unit] += difference * property;
        if (row >= 0) this.sample[row + unit] = difference;
        unit++;
      }
    }
    this.propertySum += property;
    this.propertySquares += property * property;
    this.tokens++;
  }

  /** Returns the units in order. Throws a UserError if the text is too short or if the property never changes. */
  ranking(): UnitRanking {
    const { tokens, propertySum, units } = this;
    if (tokens < FEWEST)
      throw new UserError('Correlations need at least {0} tokens, but the text has {1}.', [FEWEST, tokens]);
    if (this.propertyVariance <= 0)
      throw propertySum === 0
        ? new UserError('No token of the text has this property. Choose another property or text.', [])
        : new UserError(
            'All tokens of the text have this property alike. Choose another property or text.',
            [],
          );
    const chanceTokens = Math.min(tokens, this.sampled);
    const values = this.sample.slice(0, chanceTokens * units);
    const property = this.propertySample.slice(0, chanceTokens);
    const ranked = this.named().sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
    const chance = chanceLevel({ units, values, property });
    return { units: ranked, tokens, mean: propertySum / tokens, chance, chanceTokens };
  }

  private named(): RankedUnit[] {
    let first = 0;
    return this.parts.flatMap(({ name: part, layer, size }) => {
      const start = first;
      first += size;
      return Array.from({ length: size }, (_, unit) => {
        return { part, layer, unit, correlation: this.correlation(start + unit) };
      });
    });
  }

  private correlation(unit: number): number {
    const { tokens, sums, propertySum } = this;
    const covariance = this.products[unit] - (sums[unit] * propertySum) / tokens;
    const variance = this.squares[unit] - sums[unit] ** 2 / tokens;
    return variance > 1e-12 ? covariance / Math.sqrt(variance * this.propertyVariance) : 0;
  }

  /** The variance of the property times the number of tokens. */
  private get propertyVariance(): number {
    return this.propertySquares - this.propertySum ** 2 / this.tokens;
  }
}
