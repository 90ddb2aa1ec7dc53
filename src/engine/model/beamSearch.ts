/** A target that a network writes, or the beginning of one. */
export interface TargetHypothesis {
  /** The ids of its symbols, without the end. */
  readonly symbols: readonly number[];
  /** ln P of the symbols and of the end, given the source. */
  readonly logProb: number;
  /** Whether the network wrote the end. */
  readonly isComplete: boolean;
  /** With attention: the weights of the source symbols for each symbol and for the end. */
  readonly alignment: readonly Float64Array[];
}

/** The place of the hypothesis that gets one more symbol, and the symbol. */
export interface SearchMove {
  readonly from: number;
  readonly symbol: number;
}

/** A search for the targets of one source: the most likely ones, or random ones. */
export interface TargetSearch {
  readonly isDone: boolean;
  /**
   * Makes a step. `logProbsAt` and `weightsAt` return ln P of all symbols, and the weights of the source symbols, for
   * the hypothesis at a place. Returns, for each hypothesis that is kept, the place that its state comes from and its
   * last symbol, which is to be read next.
   */
  advance(
    logProbsAt: (place: number) => ArrayLike<number>,
    weightsAt: (place: number) => Float64Array | undefined,
  ): readonly SearchMove[];
  /** The hypotheses: complete ones, and those that reached the maximum length. */
  readonly found: readonly TargetHypothesis[];
}

/** Begins a search. `end`: the id of the end. `limit`: maximum number of symbols. */
export type BeginSearch = (end: number, limit: number) => TargetSearch;

/** An unfinished hypothesis, and the place of its state among those of the search. */
interface Beam extends TargetHypothesis {
  readonly place: number;
}

/** A hypothesis with one more symbol. */
interface Candidate {
  readonly from: Beam;
  readonly symbol: number;
  readonly logProb: number;
}

/**
 * Returns the score by which complete hypotheses are compared: the mean ln P per symbol, with the end. The sum alone
 * would prefer short targets.
 */
export const scoreOf = ({ symbols, logProb, isComplete }: TargetHypothesis): number =>
  logProb / (symbols.length + (isComplete ? 1 : 0));

/**
 * Beam search for the target of one source. At every step, it keeps the most likely hypotheses. Each complete one takes
 * a place of the beam, as in the program of Bahdanau et al. (2015). With one place, the search is greedy.
 */
export class BeamSearch implements TargetSearch {
  private beams: readonly Beam[] = [{ symbols: [], logProb: 0, isComplete: false, alignment: [], place: 0 }];
  private readonly complete: TargetHypothesis[] = [];

  /** `end`: the id of the end. `limit`: maximum number of symbols. */
  constructor(
    private readonly width: number,
    private readonly end: number,
    private readonly limit: number,
  ) {}

  get isDone(): boolean {
    return this.beams.length === 0 || this.beams[0].symbols.length >= this.limit;
  }

  advance(
    logProbsAt: (place: number) => ArrayLike<number>,
    weightsAt: (place: number) => Float64Array | undefined,
  ): readonly SearchMove[] {
    const best = this.candidates(logProbsAt).slice(0, this.width - this.complete.length);
    const next: Beam[] = [];
    const moves: SearchMove[] = [];
    for (const { from, symbol, logProb } of best) {
      const weights = weightsAt(from.place);
      const alignment = weights ? [...from.alignment, weights] : [];
      if (symbol === this.end)
        this.complete.push({ symbols: from.symbols, logProb, isComplete: true, alignment });
      else {
        const symbols = [...from.symbols, symbol];
        next.push({ symbols, logProb, isComplete: false, alignment, place: next.length });
        moves.push({ from: from.place, symbol });
      }
    }
    this.beams = next;
    return moves;
  }

  /** The hypotheses, best first: complete ones, then those that reached the maximum length. */
  get found(): readonly TargetHypothesis[] {
    const byScore = (list: readonly TargetHypothesis[]) => [...list].sort((a, b) => scoreOf(b) - scoreOf(a));
    return [...byScore(this.complete), ...byScore(this.beams)];
  }

  /** Hypotheses with one more symbol, most likely first: of each hypothesis, as many as the beam is wide. */
  private candidates(logProbsAt: (place: number) => ArrayLike<number>): Candidate[] {
    const all = this.beams.flatMap(from => {
      const logProbs = logProbsAt(from.place);
      return largest(logProbs, this.width).map(symbol => ({
        from,
        symbol,
        logProb: from.logProb + logProbs[symbol],
      }));
    });
    return all.sort((a, b) => b.logProb - a.logProb);
  }
}

/** Returns the indices of the `count` largest values, largest first. Of equal values, the first comes first. */
function largest(values: ArrayLike<number>, count: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (found.length === count && values[i] <= values[found[count - 1]]) continue;
    let place = found.length;
    while (place > 0 && values[i] > values[found[place - 1]]) place--;
    found.splice(place, 0, i);
    if (found.length > count) found.pop();
  }
  return found;
}
