import type { HiddenStates } from '../../../engine/model/hiddenStates';
import type { OpenModel } from '../../../engine/model/openModel';
import { beginningOf, sequenceOf } from '../../../engine/model/textIds';
import type { HiddenStatesOverview } from '../../../protocol/hiddenStates';
import type { LoadedModel } from '../models';
import { hiddenStatesOf } from '../statesReader';

/** Maximum number of tokens that are read, and of symbols of a state. */
const [MOST_TOKENS, SYMBOLS] = [100_000, 10];

/**
 * Describes the discrete states of a model, and counts them on the most likely path through a text. Throws a UserError for a
 * model without discrete states.
 */
export function statesOverview({ open }: LoadedModel, text: string): HiddenStatesOverview {
  const states = hiddenStatesOf(open);
  const path = pathThrough(open, states, text);
  const tokens = path.subarray(0, MOST_TOKENS);
  const observed = tokens.length === 0 ? undefined : observedIn(tokens, states);
  const { transitions, count: N } = states;
  const { symbols } = open.model.vocabulary;
  const shares = states.shares();
  return {
    states: Array.from({ length: N }, (_, state) => ({
      share: shares[state],
      duration: 1 / (1 - transitions[state * N + state]),
      ...(observed && { observed: observed[state] }),
      symbols: states.symbols(state, SYMBOLS).map(({ id, p }) => ({ symbol: symbols[id], p })),
    })),
    transitions,
    tokens: tokens.length,
    isCut: path.length > MOST_TOKENS,
  };
}

/** Returns the most likely states of the first tokens of a text, without the token that is read before them. */
function pathThrough(open: OpenModel, states: HiddenStates, text: string): Int32Array {
  const before = beginningOf(open).last < 0 ? 0 : 1;
  const bytes = new TextEncoder().encode(text);
  return states.path(sequenceOf(open, { name: '', bytes }, before + MOST_TOKENS + 1)).subarray(before);
}

/** Returns for each state its share of a path, and the mean number of tokens before it is left. */
function observedIn(path: Int32Array, { count }: HiddenStates) {
  const [tokens, visits] = [new Float64Array(count), new Float64Array(count)];
  for (let t = 0; t < path.length; t++) {
    tokens[path[t]]++;
    if (path[t] !== path[t - 1]) visits[path[t]]++;
  }
  return Array.from(tokens, (n, state) => ({ share: n / path.length, duration: n / visits[state] }));
}
