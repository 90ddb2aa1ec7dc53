import { withoutAttention } from '../../engine/inspection/parts';
import { tokenAttention } from '../../engine/inspection/tokenAttention';
import { beginningOf } from '../../engine/model/textIds';
import type { AttentionReading, HeadPlace } from '../../protocol/attentionReading';
import type { TextRange } from '../../protocol/textRange';
import { tokensOf } from './answers';
import { inParts } from './inParts';
import type { LoadedModel } from './loadedModel';
import { tokenAtCaret } from './tokenAtCaret';

/** The place in the document, and the head that is wanted. */
interface AttentionChoice {
  readonly caret: number;
  readonly place: HeadPlace | undefined;
}

/**
 * Reads the tokens of a range with the attention of the token at the caret. The caret is before the token or in it; at
 * the end of the text, the last token counts. Throws a UserError for a model without attention.
 */
export async function attentionOf(
  loadedModel: LoadedModel,
  text: string,
  range: TextRange,
  { caret, place: wanted }: AttentionChoice,
  signal: AbortSignal,
): Promise<AttentionReading> {
  const { open } = loadedModel;
  const reader = open.model.attention?.();
  if (!reader) throw withoutAttention(open.description);
  const release = loadedModel.readings.hold();
  try {
    const { ids, first, ...reading } = await tokensOf(loadedModel, text, range, false, signal);
    const token = tokenAtCaret(reading.starts, reading.ends, caret, text.length);
    const { last: before } = beginningOf(open);
    const asked = { ids, before, token: token < 0 ? -1 : first + token, wanted };
    const { place, weights } = await inParts(tokenAttention(reader, asked), signal);
    const { layers, heads } = reader;
    return { ...reading, attention: { layers, heads, place, token, weights: weights.slice(first) } };
  } finally {
    release();
  }
}
