import { inspectIds } from '../../../engine/inspection/inspectTokens';
import { withoutStates } from '../../../engine/inspection/parts';
import { textOf } from '../../../engine/scoring/mostSurprising';
import { tokensIn } from '../../../engine/scoring/score';
import type { PlacedToken } from '../../../protocol/inspection';
import type { TextRange } from '../../../protocol/textRange';
import { UserError } from '../../../protocol/userError';
import type { LoadedModel } from '../loadedModel';
import { readRange } from '../readRange';

/** The hidden units of one layer after each token of a range. */
export interface RangeStates {
  readonly layers: number;
  readonly layer: number;
  /** Number of hidden units of the layer. */
  readonly size: number;
  readonly tokens: readonly PlacedToken[];
  /** The states, [tokens, size]. */
  readonly states: Float64Array;
  readonly isCut: boolean;
}

/**
 * The names of the parts that count as hidden units: those of a network, the probabilities of the states of a hidden Markov
 * model, and the estimated state of a linear dynamical system.
 */
const HIDDEN: ReadonlySet<string> = new Set(['h', 'p', 'x']);
/** Maximum number of tokens of a range whose states are returned. */
const MOST = 2000;

/**
 * Reads a range after its context, and returns the hidden units of a layer (default: the top layer) after each token that
 * the network knows. Throws a UserError if the model has no hidden states or does not have this layer.
 */
export function rangeStates(
  loadedModel: LoadedModel,
  text: string,
  range: TextRange,
  asked: number | undefined,
  signal: AbortSignal,
): Promise<RangeStates> {
  const { open } = loadedModel;
  const { inspector, part, layers, layer, size } = hiddenPart(loadedModel, asked);
  return readRange(loadedModel, text, range, signal, (reading, read, scored, origin) => {
    const { ids, starts, ends } = reading.tokens;
    const [first, end] = tokensIn(reading.tokens, scored);
    const tokens: PlacedToken[] = [];
    const rows: Float64Array[] = [];
    for (const { index: token, values } of inspectIds(open, inspector, ids.subarray(0, end))) {
      if (token < first) continue;
      if (tokens.length === MOST) break;
      rows.push(values[part].slice());
      const shown = textOf(open, reading.tokens, read, token);
      tokens.push({ text: shown, start: origin + starts[token], end: origin + ends[token] });
    }
    const states = new Float64Array(rows.length * size);
    for (const [row, values] of rows.entries()) states.set(values, row * size);
    return { layers, layer, size, tokens, states, isCut: tokens.length === MOST };
  });
}

/** Returns an inspector, the index of the hidden units of a layer among its parts, and the number of these units. */
function hiddenPart({ open }: LoadedModel, asked: number | undefined) {
  const inspector = open.model.inspector?.();
  if (!inspector) throw withoutStates(open.description);
  const hidden = [...inspector.parts.entries()].filter(([, { name }]) => HIDDEN.has(name));
  const layers = hidden.length;
  const found = hidden[asked ?? layers - 1];
  if (!found)
    throw new UserError('The network has {0} layers, but layer {1} was requested.', [
      layers,
      (asked ?? 0) + 1,
    ]);
  const [part, { layer, size }] = found;
  return { inspector, part, layers, layer, size };
}
