import { USUAL_TOKENS } from '../../protocol/kindsComparison';
import type { Hmm } from '../families/hmm/hmm';
import { encodeHmm } from '../families/hmm/hmmFile';
import { HmmLanguageModel } from '../families/hmm/hmmLanguageModel';
import { trainHmm } from '../families/hmm/trainHmm';
import type { ComparedKind, KindTraining, TrainedKind } from './comparedKind';
import { largestWithin } from './largestWithin';
import { tooSmall } from './tooSmall';

/** Number of states without a budget of parameters. */
const USUAL_STATES = 32;
/** The largest number of states that is tried. */
const MOST_STATES = 1000;

/** Number of iterations for which a budget of tokens should suffice. With fewer, EM is often still on a plateau. */
const PASSES = 50;
/** The fewest tokens to train on, if the budget allows them. In fewer, many symbols do not occur. */
const FEWEST_TOKENS = 10_000;

/** A hidden Markov model. If the budget of tokens is small, it is trained on the beginning of the text only. */
export const hmmKind: ComparedKind = {
  usesSeed: true,
  async *train({ text, budget, seed, isOver }: KindTraining): AsyncGenerator<number, TrainedKind> {
    const { vocabulary, training, configuration } = text;
    const symbols = vocabulary.size;
    const size = (states: number) => states + states * states + states * symbols;
    const { parameters } = budget;
    const states = parameters === undefined ? USUAL_STATES : largestWithin(parameters, MOST_STATES, size);
    if (states === undefined) throw tooSmall('hmm', parameters ?? 0, size(1));
    const tokens = budget.tokens ?? (budget.seconds === undefined ? USUAL_TOKENS : Number.POSITIVE_INFINITY);
    const ids = training.subarray(0, Math.max(tokens / PASSES, Math.min(tokens, FEWEST_TOKENS)));
    const iterations = Math.max(1, Math.floor(tokens / ids.length));
    const options = { states, symbols, iterations, tolerance: 0, restarts: 1, seed };
    let last: { hmm: Hmm; iteration: number } | undefined;
    for (const step of trainHmm([ids], options)) {
      last = step;
      yield step.iteration / iterations;
      if (isOver()) break;
    }
    if (!last) throw new Error('EM made no iteration');
    const { hmm, iteration } = last;
    return {
      model: new HmmLanguageModel(hmm, vocabulary),
      parameters: size(states),
      tokens: iteration * ids.length,
      encode: () => ({
        ending: 'safetensors',
        pieces: [encodeHmm({ hmm, symbols: vocabulary.symbols, configuration, iteration, byLine: false })],
      }),
    };
  },
};
