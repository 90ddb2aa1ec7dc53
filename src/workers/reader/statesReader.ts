import type { InParts } from '../../engine/core/pauses';
import { withoutHiddenStates } from '../../engine/inspection/parts';
import type { HiddenStates } from '../../engine/model/hiddenStates';
import type { OpenModel } from '../../engine/model/openModel';
import { beginningOf } from '../../engine/model/textIds';
import type { StatePath, StatesReading } from '../../protocol/hiddenStates';
import type { TextRange } from '../../protocol/textRange';
import { tokensOf } from './answers';
import { inParts } from './inParts';
import type { LoadedModel } from './loadedModel';

/** Number of states whose symbols the legend lists, and of symbols of a state. */
const [STATES, SYMBOLS] = [64, 8];
/** Maximum number of tokens of a sequence, and of steps, T N^2, of the algorithm of Viterbi: some seconds. */
const [MOST_TOKENS, MOST_STEPS] = [100_000, 1e9];

/** The symbols of the states of each open model, so that each reading need not sort them. */
const symbolsOf = new WeakMap<HiddenStates, readonly (readonly string[])[]>();

/** Returns the maximum number of tokens whose states are found. It is smaller for a model with many states. */
export const mostTokens = ({ count }: HiddenStates) =>
  Math.min(MOST_TOKENS, Math.floor(MOST_STEPS / count ** 2));

/**
 * Reads the tokens of a range with their most likely states. The tokens before the range are read, too, as far as
 * `mostTokens` allows. Throws a UserError for a model without discrete states.
 */
export async function statesOf(
  loadedModel: LoadedModel,
  text: string,
  range: TextRange,
  signal: AbortSignal,
): Promise<StatesReading> {
  const { open } = loadedModel;
  const states = hiddenStatesOf(open);
  const { ids, first, ...reading } = await tokensOf(loadedModel, text, range, false, signal);
  const from = Math.max(0, Math.min(first, ids.length - mostTokens(states)));
  const { path, probabilities } = await inParts(likelyStates(open, states, ids.subarray(from)), signal);
  return {
    ...reading,
    states: {
      count: states.count,
      path: path.slice(first - from),
      probabilities: probabilities.slice(first - from),
      symbols: await inParts(symbolsIn(open, states), signal),
    },
  };
}

/** Returns the discrete states of a model. Throws a UserError for a model that has none. */
export function hiddenStatesOf({ model, description }: OpenModel): HiddenStates {
  const states = model.hiddenStates?.();
  if (states) return states;
  throw withoutHiddenStates(description);
}

/**
 * Returns the state of each id on the most likely path, and its probability. Ids below 0, of tokens that the model cannot
 * read, are left out of the sequence; their state is -1. The text begins as for scoring, after the end of a line.
 */
function* likelyStates(
  open: OpenModel,
  states: HiddenStates,
  ids: Int32Array,
): InParts<Pick<StatePath, 'path' | 'probabilities'>> {
  const { last } = beginningOf(open);
  const before = last >= 0 ? [last] : [];
  const known = Int32Array.from([...before, ...ids.filter(id => id >= 0)]);
  const path = yield* states.path(known);
  const smoothed = yield* states.probabilities(known, path);
  const found = new Int32Array(ids.length).fill(-1);
  const probabilities = new Float64Array(ids.length).fill(Number.NaN);
  let at = before.length;
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] < 0) continue;
    found[i] = path[at];
    probabilities[i] = smoothed[at++];
  }
  return { path: found, probabilities };
}

function* symbolsIn({ model }: OpenModel, states: HiddenStates): InParts<readonly (readonly string[])[]> {
  const known = symbolsOf.get(states);
  if (known) return known;
  const { symbols } = model.vocabulary;
  const found: string[][] = [];
  for (let state = 0; state < Math.min(STATES, states.count); state++) {
    found.push(states.symbols(state, SYMBOLS).map(({ id }) => symbols[id]));
    yield;
  }
  symbolsOf.set(states, found);
  return found;
}
