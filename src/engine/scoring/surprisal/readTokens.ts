import type { Detail } from '../../model/languageModel';
import type { TextModel } from '../../model/openModel';
import { scoreInDetail } from '../../model/scoreTokens';
import { beginningOf } from '../../model/textIds';
import { type TokenPiece, tokenPieces } from '../tokenPieces';

/** A piece of a text with its tokens and the details of their predictions. */
export interface ReadPiece extends Detail, TokenPiece {
  /**
   * For each token, the length of the n-gram that gave its probability. 0 for tokens without a probability
   * and for models that are not n-gram models.
   */
  readonly orders: Int32Array;
}

/** Reads a text that arrives in pieces (see `tokenPieces`) and scores its tokens. */
export function* readTokens(
  open: TextModel,
  pieces: Iterator<string>,
  isWhole: boolean,
): Generator<ReadPiece> {
  let at = beginningOf(open);
  for (const piece of tokenPieces(open, pieces, isWhole)) {
    const { tokens } = piece;
    const read = scoreInDetail(open.model, at, tokens.ids.subarray(0, tokens.length));
    at = read.at;
    tokens.logProbs.set(read.logProbs);
    yield { ...read, ...piece };
  }
}
