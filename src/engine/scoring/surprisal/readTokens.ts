import type { Detail } from '../../model/languageModel';
import type { TextModel } from '../../model/openModel';
import { scoreInDetail } from '../../model/scoreTokens';
import { beginningOf, idOf } from '../../model/textIds';
import { Tokens } from '../tokens';

/** A piece of a text with its tokens and the details of their predictions. */
export interface ReadPiece extends Detail {
  readonly text: string;
  /** Whether the text ends with this piece. */
  readonly complete: boolean;
  readonly tokens: Tokens;
  /**
   * For each token, the length of the n-gram that gave its probability. 0 for tokens without a probability
   * and for models that are not n-gram models.
   */
  readonly orders: Int32Array;
}

/**
 * Reads a text that arrives in pieces, with only one piece in memory at a time. White space at the end of a
 * piece that belongs to the next token is moved to the next piece. `isWhole`: whether the text ends with the
 * last piece.
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
