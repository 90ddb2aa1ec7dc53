import { ldsMaxima } from '../../common/emMaxima';
import { USUAL_TOKENS } from '../../protocol/kindsComparison';
import type { Lds } from '../families/lds/lds';
import { encodeLds } from '../families/lds/ldsFile';
import { LdsLanguageModel } from '../families/lds/ldsLanguageModel';
import { OneHot } from '../families/lds/oneHot';
import { ReadoutTraining } from '../families/lds/readout';
import { tokenFilter } from '../families/lds/tokenFilter';
import { trainLds } from '../families/lds/trainLds';
import type { ComparedKind, KindTraining, TrainedKind } from './comparedKind';
import { largestWithin } from './largestWithin';
import { tooSmall } from './tooSmall';

/** Number of states without a budget of parameters. */
const USUAL_STATES = 32;
/** The largest number of iterations of EM. More hardly improve the prediction of tokens. */
const MOST_ITERATIONS = 10;
/** The largest number of passes of the readout, if only time limits them. */
const MOST_PASSES = 50;
/** Number of passes for which a budget of tokens should suffice: the identification, EM and the readout. */
const PASSES = 1 + MOST_ITERATIONS + 9;
/** The fewest tokens to train on, if the budget allows them. In fewer, many symbols do not occur. */
const FEWEST_TOKENS = 10_000;
/** Number of updates of the readout in a slice of work. */
const SLICE = 20;

/** How the passes of a budget are divided. */
interface Passes {
  readonly iterations: number;
  readonly readout: number;
}

/** A linear dynamical system with its steady-state Kalman filter. Its readout is trained after the system. */
export const kalmanKind: ComparedKind = {
  usesSeed: true,
  async *train({ text, budget, seed, ports, isOver }: KindTraining): AsyncGenerator<number, TrainedKind> {
    const { vocabulary, training, configuration } = text;
    const symbols = vocabulary.size;
    const { parameters } = budget;
    const cost = (states: number) => sizeOf(states, symbols);
    const states =
      parameters === undefined ? USUAL_STATES : largestWithin(parameters, ldsMaxima.states, cost);
    if (states === undefined) throw tooSmall('kalman', parameters ?? 0, cost(1));
    const tokens = budget.tokens ?? (budget.seconds === undefined ? USUAL_TOKENS : Number.POSITIVE_INFINITY);
    const ids = training.subarray(0, Math.max(tokens / PASSES, Math.min(tokens / 2, FEWEST_TOKENS)));
    const passes = divided(tokens / ids.length);
    const options = { states, symbols, iterations: passes.iterations, tolerance: 0, seed };
    let last: { lds: Lds; iteration: number } | undefined;
    for (const step of trainLds(ids, options)) {
      last = step;
      yield (1 + step.iteration) / (1 + passes.iterations + passes.readout);
      if (isOver()) break;
    }
    if (!last) throw new Error('trainLds yields at least the start');
    const { lds, iteration } = last;
    const filter = tokenFilter(lds, new OneHot(ids, symbols));
    const fitting = new ReadoutTraining(await ports.kernels(), filter, ids, { passes: passes.readout, seed });
    while (fitting.done < fitting.total && !isOver()) {
      fitting.step();
      if (fitting.done % SLICE === 0)
        yield (1 + iteration + passes.readout * (fitting.done / fitting.total)) /
          (1 + iteration + passes.readout);
    }
    const readout = fitting.readout();
    return {
      model: new LdsLanguageModel(filter, readout, vocabulary),
      parameters: sizeOf(filter.states, symbols),
      tokens: Math.floor((1 + iteration + (passes.readout * fitting.done) / fitting.total) * ids.length),
      encode: () => ({
        ending: 'safetensors',
        pieces: [encodeLds({ lds, filter, readout, symbols: vocabulary.symbols, configuration, iteration })],
      }),
    };
  },
};

/** Divides the passes: one for the identification, about half of the others for EM, and the rest for the readout. */
function divided(passes: number): Passes {
  if (passes === Number.POSITIVE_INFINITY) return { iterations: MOST_ITERATIONS, readout: MOST_PASSES };
  const rest = Math.max(1, Math.floor(passes) - 1);
  const iterations = Math.min(MOST_ITERATIONS, Math.floor(rest / 2));
  return { iterations, readout: rest - iterations };
}

/** Returns the number of parameters: A, C, Q and M, of which the last two are symmetric, and the readout. */
const sizeOf = (N: number, V: number) => N * N + V * N + N * (N + 1) + V * (N + 1);
