import type { TextModel } from '../model/openModel';
import type { StateInspector } from '../model/stateInspector';
import { beginningOf } from '../model/textIds';
import type { TokenPiece } from '../scoring/tokenPieces';

/** A token that a network has read, with the values of the network's parts after it. */
export interface InspectedToken<Piece extends TokenPiece = TokenPiece> {
  readonly piece: Piece;
  /** The index of the token in the piece. */
  readonly token: number;
  /** The values of each part. Valid until the next token is read. */
  readonly values: readonly Float64Array[];
}

/**
 * Yields the tokens of a text, after the network has read each of them. The text is read as for scoring: it
 * starts in the same state, after the same first token. Tokens without an id are left out. `pieces`: the pieces of
 * the text, as `tokenPieces` yields them.
 */
export function* inspectTokens<Piece extends TokenPiece>(
  open: TextModel,
  inspector: StateInspector,
  pieces: Iterable<Piece>,
): Generator<InspectedToken<Piece>> {
  const { last } = beginningOf(open);
  if (last >= 0) inspector.read(last);
  for (const piece of pieces) {
    const { ids, length } = piece.tokens;
    for (let token = 0; token < length; token++)
      if (ids[token] >= 0) yield { piece, token, values: inspector.read(ids[token]) };
  }
}
