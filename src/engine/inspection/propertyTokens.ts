import type { TextModel } from '../model/openModel';
import type { StateInspector } from '../model/stateInspector';
import type { TokenPiece } from '../scoring/tokenPieces';
import { inspectTokens } from './inspectTokens';
import { type TextProperty, tokenValue } from './properties';

/** A token that a network has read. */
export interface PropertyToken {
  readonly property: number;
  /** The values of each part of the network after the token. Valid until the next token is read. */
  readonly values: readonly Float64Array[];
}

/** Yields the tokens of a text with their property, after the network has read each of them. */
export function* propertyTokens(
  open: TextModel,
  inspector: StateInspector,
  pieces: Iterable<TokenPiece>,
  property: TextProperty,
): Generator<PropertyToken> {
  const read = function* () {
    for (const piece of pieces) yield { ...piece, properties: property.read(piece.text) };
  };
  for (const { piece, token, values } of inspectTokens(open, inspector, read())) {
    const { starts, ends } = piece.tokens;
    yield { property: tokenValue(piece.properties, property.of, starts[token], ends[token]), values };
  }
}
