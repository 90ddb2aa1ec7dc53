import type { Detail } from '../../model/languageModel';
import type { TextModel } from '../../model/openModel';
import { scoreInDetail } from '../../model/scoreTokens';
import { beginningOf, idOf } from '../../model/textIds';
import { Tokens } from '../tokens';

/** A piece of a text, its tokens, and what the model predicted at the position of each. */
export interface ReadPiece extends Detail {
  readonly text: string;
  /** Whether the text ends with this piece. */
  readonly complete: boolean;
  readonly tokens: Tokens;
  /** Length of the n-gram that gave the probability; 0 if there is none or the model has no n-grams. */
  readonly orders: Int32Array;
}

/**
 * Reads a text that arrives in pieces. Keeps only one piece in memory. White space at the end of a piece that
 * belongs to the next token begins the next piece. `isWhole`: whether the text ends with the last piece.
 */
export function* readTokens(
  open: TextModel,
  pieces: Iterator<string>,
  isWhole: boolean,
): Generator<ReadPiece> {
  const { model, tokenizer } = open;
  let at = beginningOf(open);
  let rest = '';
  for (let next = pieces.next(); !next.done; ) {
    const text = rest + next.value;
    next = pieces.next();
    const isLast = next.done === true;
    const complete = isLast && isWhole;
    const tokens = new Tokens();
    tokenizer.scan(text, complete, (symbol, from, to) => tokens.add(from, to, idOf(model, symbol)));
    const read = scoreInDetail(model, at, tokens.ids.subarray(0, tokens.length));
    at = read.at;
    tokens.logProbs.set(read.logProbs);
    const end = tokens.length > 0 ? tokens.ends[tokens.length - 1] : 0;
    rest = isLast ? '' : text.slice(end);
    yield { ...read, text: isLast ? text : text.slice(0, end), complete, tokens };
  }
}
