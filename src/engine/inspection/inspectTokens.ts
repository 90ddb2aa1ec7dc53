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
 * Reads the ids of a text with a network, and yields their indices and the values of the network's parts after each of them.
 * The text is read as for scoring: it starts in the same state, after the same first token. Ids below 0, of tokens that the
 * network does not know, are left out.
 */
export function* inspectIds(
  open: TextModel,
  inspector: StateInspector,
  ids: Iterable<number>,
): Generator<{ readonly index: number; readonly values: readonly Float64Array[] }> {
  const { last } = beginningOf(open);
  if (last >= 0) inspector.read(last);
  let index = 0;
  for (const id of ids) {
    if (id >= 0) yield { index, values: inspector.read(id) };
    index++;
  }
}

/**
 * Yields the tokens of a text, after the network has read each of them as `inspectIds` does. `pieces`: the pieces of the
 * text, as `tokenPieces` yields them.
 */
export function* inspectTokens<Piece extends TokenPiece>(
  open: TextModel,
  inspector: StateInspector,
  pieces: Iterable<Piece>,
): Generator<InspectedToken<Piece>> {
  let at: Pick<InspectedToken<Piece>, 'piece' | 'token'> | undefined;
  const ids = function* () {
    for (const piece of pieces)
      for (let token = 0; token < piece.tokens.length; token++) {
        at = { piece, token };
        yield piece.tokens.ids[token];
      }
  };
  for (const { values } of inspectIds(open, inspector, ids())) if (at) yield { ...at, values };
}
