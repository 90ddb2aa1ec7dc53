import { UserError } from '../../../protocol/userError';
import { normal } from '../../core/random';
import { blocksFor, identify, lagsOf } from './identify';
import { LagCounts } from './lagCounts';
import type { Lds } from './lds';
import { OneHot } from './oneHot';
import { reestimateLds } from './reestimate';

/** Maximum number of elements of a matrix for the singular vectors, about. Some are in memory at a time: 1 GB. */
const MOST_ELEMENTS = 2 ** 24;
/** Number of singular vectors beside those of the states. */
const MORE = 10;

export interface LdsTrainingOptions {
  /** The number of states. If the covariances of the text have a lower rank, it is that rank. */
  readonly states: number;
  /** V, the number of symbols. */
  readonly symbols: number;
  /** The largest number of iterations of EM after the identification. */
  readonly iterations: number;
  /** EM ends when ln p per token rises by less than this in an iteration, in nats. */
  readonly tolerance: number;
  readonly seed: number;
  /** A system from which EM continues. Nothing is then identified. */
  readonly from?: Lds;
}

/** The state of a training after the identification (iteration 0) or an iteration of EM. */
export interface LdsProgress {
  readonly iteration: number;
  /** ln p of all tokens before the iteration; undefined after the identification. */
  readonly logLikelihood?: number;
  readonly lds: Lds;
}

/** Identifies a system from a text, and improves it by EM. Throws a UserError if the text is not enough. */
export function* trainLds(ids: Int32Array, options: LdsTrainingOptions): Generator<LdsProgress, void> {
  const { iterations, tolerance } = options;
  const oneHot = new OneHot(ids, options.symbols);
  let lds = options.from ?? identifyTokens(ids, oneHot, options);
  yield { iteration: 0, lds };
  let before = Number.NEGATIVE_INFINITY;
  for (let iteration = 1; iteration <= iterations; iteration++) {
    const { logLikelihood, lds: better } = reestimateLds(lds, oneHot);
    lds = better;
    yield { iteration, logLikelihood, lds };
    if (logLikelihood - before < tolerance * ids.length) break;
    before = logLikelihood;
  }
}

function identifyTokens(ids: Int32Array, oneHot: OneHot, { states, symbols, seed }: LdsTrainingOptions): Lds {
  if (oneHot.rank === 0)
    throw new UserError(
      'The text has only one distinct symbol, so a linear dynamical system has nothing to learn.',
    );
  const blocks = blocksFor(states, oneHot.rank);
  if (symbols * blocks * (states + MORE) > MOST_ELEMENTS) {
    throw new UserError(
      'A linear dynamical system whose number of states is {0} needs too much memory for {1} symbols. Choose fewer states, or raise {2} so that there are fewer symbols.',
      [states, symbols, { setting: 'text.minimumCount' }],
    );
  }
  const needed = 2 * blocks + states;
  if (ids.length < needed) {
    throw new UserError(
      'A linear dynamical system whose number of states is {0} needs at least {1} tokens, and the text has {2}. Use a longer text, or fewer states.',
      [states, needed, ids.length],
    );
  }
  const counts = new LagCounts(ids, symbols, oneHot, lagsOf(blocks));
  return identify(counts, states, i => normal(seed, 'lds', 0, i));
}
