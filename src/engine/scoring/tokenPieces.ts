import type { TextModel } from '../model/openModel';
import { idOf } from '../model/textIds';
import { Tokens } from './tokens';

/** A piece of a text with its tokens, whose positions are in this piece. Their probabilities are not computed. */
export interface TokenPiece {
  readonly text: string;
  /** Number of UTF-16 units of the text before the piece. */
  readonly start: number;
  /** Whether the text ends with this piece. */
  readonly complete: boolean;
  readonly tokens: Tokens;
}

/**
 * Splits a text that arrives in pieces into tokens, with only one piece in memory at a time. White space at
 * the end of a piece that belongs to the next token is moved to the next piece. `isWhole`: whether the text
 * ends with the last piece.
 */
export function* tokenPieces(
  { model, tokenizer }: TextModel,
  pieces: Iterator<string>,
  isWhole: boolean,
): Generator<TokenPiece> {
  let rest = '';
  let start = 0;
  for (let next = pieces.next(); !next.done; ) {
    const text = rest + next.value;
    next = pieces.next();
    const isLast = next.done === true;
    const complete = isLast && isWhole;
    const tokens = new Tokens();
    tokenizer.scan(text, complete, (symbol, from, to) => tokens.add(from, to, idOf(model, symbol)));
    const end = tokens.length > 0 ? tokens.ends[tokens.length - 1] : 0;
    rest = isLast ? '' : text.slice(end);
    yield { text: isLast ? text : text.slice(0, end), start, complete, tokens };
    start += end;
  }
}
