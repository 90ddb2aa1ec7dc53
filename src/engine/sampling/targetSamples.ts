import { uniform } from '../core/random';
import type { SearchMove, TargetHypothesis, TargetSearch } from '../model/beamSearch';
import { draw, type Sampling, samplingWeights } from './samplingDistribution';

interface TargetSampling extends Sampling {
  /** Number of targets to draw. */
  readonly samples: number;
  readonly seed: number;
  /** The number of the source, counted from 0. Sources with different numbers have independent draws. */
  readonly source: number;
}

/** A target that is not complete, and its number among the samples. */
interface Begun extends TargetHypothesis {
  readonly sample: number;
}

/**
 * Draws targets of one source, symbol by symbol, from the distribution of the network. A sample does not depend on how
 * many others are drawn with it.
 */
export class TargetSamples implements TargetSearch {
  private begun: readonly Begun[];
  private readonly complete: Begun[] = [];

  /** `end`: the id of the end. `limit`: maximum number of symbols. */
  constructor(
    private readonly end: number,
    private readonly limit: number,
    private readonly sampling: TargetSampling,
  ) {
    this.begun = Array.from({ length: sampling.samples }, (_, sample) => ({
      ...{ sample, symbols: [], logProb: 0, isComplete: false, alignment: [] },
    }));
  }

  get isDone(): boolean {
    return this.begun.length === 0 || this.begun[0].symbols.length >= this.limit;
  }

  advance(
    logProbsAt: (place: number) => ArrayLike<number>,
    weightsAt: (place: number) => Float64Array | undefined,
  ): readonly SearchMove[] {
    const next: Begun[] = [];
    const moves: SearchMove[] = [];
    for (const [place, from] of this.begun.entries()) {
      const logProbs = logProbsAt(place);
      const symbol = this.draw(logProbs, from);
      const weights = weightsAt(place);
      const logProb = from.logProb + logProbs[symbol];
      const alignment = weights ? [...from.alignment, weights] : [];
      if (symbol === this.end) this.complete.push({ ...from, logProb, isComplete: true, alignment });
      else {
        next.push({ ...from, symbols: [...from.symbols, symbol], logProb, alignment });
        moves.push({ from: place, symbol });
      }
    }
    this.begun = next;
    return moves;
  }

  /** The samples in the order of their numbers. */
  get found(): readonly TargetHypothesis[] {
    return [...this.complete, ...this.begun].sort((a, b) => a.sample - b.sample);
  }

  private draw(logProbs: ArrayLike<number>, { sample, symbols }: Begun): number {
    const { seed, source } = this.sampling;
    const index = sample * this.limit + symbols.length;
    return draw(samplingWeights(logProbs, this.sampling), uniform(seed, 'sample', source, index));
  }
}
