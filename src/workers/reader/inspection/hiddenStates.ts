import type { InParts } from '../../../engine/core/pauses';
import type { HiddenStates } from '../../../engine/model/hiddenStates';
import type { OpenModel } from '../../../engine/model/openModel';
import { beginningOf, sequenceOf } from '../../../engine/model/textIds';
import type { HiddenStateFacts, HiddenStatesOverview } from '../../../protocol/hiddenStates';
import { inParts } from '../inParts';
import type { LoadedModel } from '../loadedModel';
import { hiddenStatesOf, mostTokens } from '../statesReader';

/** Maximum number of symbols of a state. */
const SYMBOLS = 10;

/** What the overview says of the states, apart from a text. */
type StateFacts = readonly Omit<HiddenStateFacts, 'observed'>[];

/** The facts of the states of each open model, so that they are found only once. */
const factsOf = new WeakMap<HiddenStates, StateFacts>();

/**
 * Describes the discrete states of a model, and counts them on the most likely path through the first tokens of a text.
 * Throws a UserError for a model without discrete states.
 */
export async function statesOverview(
  { open }: LoadedModel,
  text: string,
  signal: AbortSignal,
): Promise<HiddenStatesOverview> {
  const states = hiddenStatesOf(open);
  const most = mostTokens(states);
  const { ids, before } = beginningIds(open, text, most + 1);
  const tokens = Math.min(most, ids.length - before);
  const whole = await inParts(states.path(ids.subarray(0, before + tokens)), signal);
  const observed = tokens > 0 ? observedIn(whole.subarray(before), states) : undefined;
  const facts = await inParts(factsIn(open, states), signal);
  return {
    states: facts.map((each, state) => ({ ...each, ...(observed && { observed: observed[state] }) })),
    transitions: states.transitions,
    tokens,
    isCut: ids.length - before > most,
  };
}

/** Returns the ids of the first `most` tokens of a text. `before`: number of ids that are read before them. */
function beginningIds(open: OpenModel, text: string, most: number) {
  const before = beginningOf(open).last < 0 ? 0 : 1;
  const bytes = new TextEncoder().encode(text);
  return { before, ids: sequenceOf(open, { name: '', bytes }, before + most) };
}

function* factsIn({ model }: OpenModel, states: HiddenStates): InParts<StateFacts> {
  const known = factsOf.get(states);
  if (known) return known;
  const { transitions, count: N } = states;
  const { symbols } = model.vocabulary;
  const shares = yield* states.shares();
  const found: Omit<HiddenStateFacts, 'observed'>[] = [];
  for (let state = 0; state < N; state++) {
    const likely = states.symbols(state, SYMBOLS).map(({ id, p }) => ({ symbol: symbols[id], p }));
    found.push({ share: shares[state], duration: 1 / (1 - transitions[state * N + state]), symbols: likely });
    yield;
  }
  factsOf.set(states, found);
  return found;
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
