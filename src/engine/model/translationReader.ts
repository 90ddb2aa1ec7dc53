import type { Ids } from '../core/tensor';
import { capacityFor } from '../data/labelled/batchOrder';
import type { Kernels } from '../kernels/kernels';
import type { TranslationWeights } from '../nn/translation/translationWeights';
import { type TranslationWindow, unfoldTranslation } from '../nn/translation/translationWindow';
import { BeamSearch, type BeginSearch, type TargetHypothesis, type TargetSearch } from './beamSearch';

interface ReaderOptions {
  /** Maximum number of sources that are read together. */
  readonly sources: number;
  /** Number of hypotheses of each source that are kept. 1 for greedy search. A search has no more of them. */
  readonly beam: number;
  /** The length of the longest target in training. */
  readonly longestTarget: number;
  /** Whether the hypotheses keep the weights of attention. They need memory: one number for each source symbol and step. */
  readonly alignments: boolean;
}

/** A window of one step of the decoder, and the rows from which the states of the next step are taken. */
interface StepWindow {
  readonly window: TranslationWindow;
  readonly rows: Ids; // [B]
}

/** Writes targets for sources. Each hypothesis has a stream of a window: hypothesis w of source n has stream n * beam + w. */
export class TranslationReader {
  private readonly windows = new Map<number, StepWindow>();

  constructor(
    private readonly kernels: Kernels,
    private readonly model: TranslationWeights,
    private readonly options: ReaderOptions,
  ) {}

  /**
   * Returns the hypotheses for each of some sources, in the order of their search. A target ends with its end, or after twice the length
   * of the longest target in training, or of the source if that is longer. `begin` begins the search of each source in
   * order: beam search, unless given.
   */
  translate(
    sources: readonly ArrayLike<number>[],
    begin?: BeginSearch,
  ): readonly (readonly TargetHypothesis[])[] {
    const steps = this.steps(sources, begin);
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  }

  /** Translates as `translate` does, and yields before every step of the decoder. Another translation must not begin meanwhile. */
  *steps(
    sources: readonly ArrayLike<number>[],
    begin: BeginSearch = (end, limit) => new BeamSearch(this.options.beam, end, limit),
  ): Generator<void, readonly (readonly TargetHypothesis[])[], void> {
    const { beam, longestTarget } = this.options;
    const end = this.model.shape.decoder.vocabulary - 1;
    const step = this.windowFor(Math.max(...sources.map(({ length }) => length)));
    const { window } = step;
    window.place(sources.flatMap(source => Array.from({ length: beam }, () => ({ source }))));
    window.encode();
    const searches = sources.map(({ length }) => begin(end, 2 * Math.max(longestTarget, length)));
    while (searches.some(search => !search.isDone)) {
      yield;
      window.decode();
      this.advance(step, searches, sources);
    }
    return searches.map(({ found }) => found);
  }

  /** Allocates the window in which `translate` reads sources of this length. */
  allocate(longest: number): void {
    this.windowFor(longest);
  }

  private advance(
    { window, rows }: StepWindow,
    searches: readonly TargetSearch[],
    sources: readonly ArrayLike<number>[],
  ): void {
    const { arena } = this.kernels;
    const { beam, alignments } = this.options;
    const K = this.model.shape.decoder.vocabulary;
    const logProbs = arena.values(window.logProbs());
    const weights = alignments && window.weights && arena.values(window.weights);
    const [inputs, from] = [window.inputs, rows].map(ids => arena.idValues(ids));
    for (let b = 0; b < window.B; b++) from[b] = b;
    for (const [n, search] of searches.entries()) {
      if (search.isDone) continue;
      const first = n * beam;
      const moves = search.advance(
        place => logProbs.subarray((first + place) * K, (first + place + 1) * K),
        place => {
          const start = (first + place) * window.S;
          return weights ? Float64Array.from(weights.subarray(start, start + sources[n].length)) : undefined;
        },
      );
      for (const [w, move] of moves.entries()) {
        from[first + w] = first + move.from;
        inputs[first + w] = move.symbol;
      }
    }
    for (const { after } of window.carried) this.kernels.gatherRows(after[0], after[1], rows);
  }

  private windowFor(length: number): StepWindow {
    const S = capacityFor(length);
    const known = this.windows.get(S);
    if (known) return known;
    const B = this.options.sources * this.options.beam;
    const step = {
      window: unfoldTranslation(this.kernels, this.model, { S, T: 1, B }),
      rows: this.kernels.arena.ids(B),
    };
    this.windows.set(S, step);
    return step;
  }
}
