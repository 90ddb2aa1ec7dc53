import type { FileHandle } from 'node:fs/promises';
import type { ReadableText } from '../../engine/data/decode';
import { inspectTokens } from '../../engine/inspection/inspectTokens';
import type { ChosenParts } from '../../engine/inspection/parts';
import type { OpenModel, TextModel } from '../../engine/model/openModel';
import { codePoints } from '../../engine/scoring/surprisal/codePoints';
import { textPieces } from '../../engine/scoring/textPieces';
import type { TokenPiece } from '../../engine/scoring/tokenPieces';
import { UserError } from '../../protocol/userError';
import { GrowingTensor, writeAt } from './growingTensor';
import { type StateFormat, stateFilePlan, stateTensors } from './stateTensors';

export interface StateSource {
  readonly open: OpenModel;
  readonly parts: ChosenParts;
  readonly text: ReadableText;
}

/** The number of tokens of a text, and how many of them the model cannot read. */
export interface TokenCounts {
  readonly tokens: number;
  readonly leftOut: number;
}

/**
 * Counts the tokens of a text. Their number is needed before the first state is written, because it decides
 * where each tensor begins. Throws a UserError if the model can read none of them.
 */
export function countTokens(open: TextModel, text: ReadableText): TokenCounts {
  let [tokens, leftOut] = [0, 0];
  for (const piece of textPieces(open, text)) {
    tokens += piece.tokens.length;
    for (let i = 0; i < piece.tokens.length; i++) if (piece.tokens.ids[i] < 0) leftOut++;
  }
  if (tokens > leftOut) return { tokens, leftOut };
  throw new UserError('No token of "{0}" is in the vocabulary of the model. Choose another text.', [
    text.name,
  ]);
}

/**
 * Writes the values of the parts after every token of a text. Memory does not depend on the length of the
 * text: all tensors of the file grow at the same time.
 */
export async function writeStates(
  file: FileHandle,
  format: StateFormat,
  { open, parts, text }: StateSource,
  { tokens, leftOut }: TokenCounts,
): Promise<void> {
  const rows = tokens - leftOut;
  const { tensors, rowSizes } = stateTensors(parts, rows);
  const plan = stateFilePlan(format, tensors, open);
  const growing = plan.entries.map((entry, i) => {
    return new GrowingTensor(file, tensors[i]?.dtype ?? 'I32', entry, rowSizes[i] ?? 0);
  });
  let written = 0;
  for (const row of rowsOf({ open, parts, text })) {
    if (written++ === rows) break;
    for (const [i, numbers] of row.entries()) {
      const full = growing[i].add(numbers);
      if (full) await full;
    }
  }
  if (written !== rows)
    throw new UserError('"{0}" changed while it was read. Run the command again.', [text.name]);
  for (const tensor of growing) await tensor.flush();
  for (const { at, prefix } of plan.rest(growing.map(({ checksum }) => checksum)))
    await writeAt(file, prefix, at);
}

/** Yields, for every token, its row in every tensor of `stateTensors`. */
function* rowsOf({ open, parts: { inspector, chosen }, text }: StateSource): Generator<ArrayLike<number>[]> {
  const unknown = open.model.outside;
  for (const { piece, token, values } of inspectTokens(open, inspector, placed(textPieces(open, text)))) {
    const id = piece.tokens.ids[token];
    const { start, end } = piece.placeOf(token);
    yield [...chosen.map(p => values[p]), [id === unknown ? -1 : id], [start], [end]];
  }
}

/** Adds a function to each piece that returns the place of a token in the text, in code points. */
function* placed(pieces: Iterable<TokenPiece>) {
  let before = 0;
  for (const piece of pieces) {
    const { text, tokens } = piece;
    const places = codePointPlaces(text, before);
    yield {
      ...piece,
      placeOf: (token: number) => ({ start: places[tokens.starts[token]], end: places[tokens.ends[token]] }),
    };
    before = places[text.length];
  }
}

/** Returns, for every UTF-16 unit of a text and for its end, the number of code points before it. */
function codePointPlaces(text: string, before: number): Float64Array {
  const places = new Float64Array(text.length + 1);
  places[0] = before;
  for (let i = 0; i < text.length; i++) places[i + 1] = places[i] + codePoints(text, i, i + 1);
  return places;
}
