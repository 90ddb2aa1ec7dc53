import { withoutHiddenStates } from '../../engine/inspection/parts';
import type { HiddenStates } from '../../engine/model/hiddenStates';
import type { LanguageModel } from '../../engine/model/languageModel';
import type { OpenModel } from '../../engine/model/openModel';
import { beginningOf } from '../../engine/model/textIds';
import type { StatesReading } from '../../protocol/hiddenStates';
import type { TextRange } from '../../protocol/textRange';
import { tokensOf } from './answers';
import type { LoadedModel } from './models';

/** Number of states whose symbols the legend lists, and of symbols of a state. */
const [STATES, SYMBOLS] = [64, 8];

/** The symbols of the states of each open model, so that each reading need not sort them. */
const symbolsOf = new WeakMap<LanguageModel, readonly (readonly string[])[]>();

/** Reads the tokens of a range with their most likely states. Throws a UserError for a model without discrete states. */
export async function statesOf(
  loadedModel: LoadedModel,
  text: string,
  range: TextRange,
  signal: AbortSignal,
): Promise<StatesReading> {
  const { open } = loadedModel;
  const states = hiddenStatesOf(open);
  const { ids, first, ...reading } = await tokensOf(loadedModel, text, range, false, signal);
  const { path, probabilities } = likelyStates(open, states, ids);
  return {
    ...reading,
    states: {
      count: states.count,
      path: path.slice(first),
      probabilities: probabilities.slice(first),
      symbols: symbolsIn(open.model, states),
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
export function likelyStates(open: OpenModel, states: HiddenStates, ids: Int32Array) {
  const { last } = beginningOf(open);
  const before = last >= 0 ? [last] : [];
  const known = Int32Array.from([...before, ...ids.filter(id => id >= 0)]);
  const path = states.path(known);
  const smoothed = states.probabilities(known, path);
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

function symbolsIn(model: LanguageModel, states: HiddenStates): readonly (readonly string[])[] {
  const known = symbolsOf.get(model);
  if (known) return known;
  const { symbols } = model.vocabulary;
  const found = Array.from({ length: Math.min(STATES, states.count) }, (_, state) =>
    states.symbols(state, SYMBOLS).map(({ id }) => symbols[id]),
  );
  symbolsOf.set(model, found);
  return found;
}
