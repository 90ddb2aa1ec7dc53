import { exp } from '../../core/math';
import type { Distribution } from '../../model/languageModel';
import type { TextModel } from '../../model/openModel';
import { rankOf } from '../predictions';
import { Reading } from '../reading';
import type { Tokens } from '../tokens';

/** A piece of a text, its tokens, and what the model predicted at the position of each. */
export interface ReadPiece {
  readonly text: string;
  /** Whether the text ends with this piece. */
  readonly complete: boolean;
  readonly tokens: Tokens;
  /** Rank among the predictions (1 = most likely); 0 for a token without a probability. */
  readonly ranks: Int32Array;
  /** Entropy of the prediction, in nats; NaN where nothing precedes the token. */
  readonly entropies: Float64Array;
  /** Length of the n-gram that gave the probability; 0 if there is none or the model has no n-grams. */
  readonly orders: Int32Array;
}

/** Number of tokens whose predictions are computed at once. */
const BLOCK = 4096;

/**
 * Reads a text that arrives in pieces. Keeps only one piece in memory. White space at the end of a piece that
 * belongs to the next token begins the next piece. `isWhole`: whether the text ends with the last piece.
 */
export function* readTokens(
  open: TextModel,
  pieces: Iterator<string>,
  isWhole: boolean,
): Generator<ReadPiece> {
  let reading = new Reading(open);
  let rest = '';
  for (let next = pieces.next(); !next.done; ) {
    const text = rest + next.value;
    next = pieces.next();
    const isLast = next.done === true;
    const complete = isLast && isWhole;
    const from = reading.end;
    for (const _ of reading.read(text, complete));
    const { tokens } = reading;
    const end = tokens.length > 0 ? tokens.ends[tokens.length - 1] : 0;
    rest = isLast ? '' : text.slice(end);
    const read = isLast ? text : text.slice(0, end);
    yield { text: read, complete, tokens, ...predictionsOf(reading), orders: ordersOf(open, from, tokens) };
    reading = new Reading(open, reading.end);
  }
}

function predictionsOf(reading: Reading): Pick<ReadPiece, 'ranks' | 'entropies'> {
  const { ids, logProbs, length } = reading.tokens;
  const ranks = new Int32Array(length);
  const entropies = new Float64Array(length).fill(Number.NaN);
  for (let first = 0; first < length; first += BLOCK) {
    const block = Array.from({ length: Math.min(BLOCK, length - first) }, (_, i) => first + i);
    reading.expectations(block, (token, predicted) => {
      entropies[token] = entropyOf(predicted);
      if (Number.isFinite(logProbs[token])) ranks[token] = rankOf(predicted, ids[token]);
    });
  }
  return { ranks, entropies };
}

/** H = -sum p ln p, in nats. */
function entropyOf(logProbs: Distribution): number {
  let H = 0;
  for (const logProb of logProbs) if (logProb > Number.NEGATIVE_INFINITY) H -= exp(logProb) * logProb;
  return H;
}

/** Tokens without an id are skipped, as in `follow`. */
function ordersOf({ model }: TextModel, from: Reading['end'], { ids, length }: Tokens): Int32Array {
  const orders = new Int32Array(length);
  if (!model.orders) return orders;
  const known: number[] = [];
  for (let token = 0; token < length; token++) if (ids[token] >= 0) known.push(token);
  const history = from.last < 0 ? [] : [from.last];
  const found = model.orders(from.state, Int32Array.from([...history, ...known.map(token => ids[token])]));
  for (const [i, token] of known.entries()) orders[token] = found[history.length + i];
  return orders;
}
