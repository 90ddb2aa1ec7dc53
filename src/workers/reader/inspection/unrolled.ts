import { unrolledAt } from '../../../engine/inspection/unrolled';
import type { TextRange } from '../../../protocol/textRange';
import type { Unrolled, UnrolledChoice } from '../../../protocol/unrolled';
import type { LoadedModel } from '../loadedModel';
import { readRange } from '../readRange';

/** Unrolls a network over the steps before the start of the range, which is the caret. */
export function unrolledIn(
  loadedModel: LoadedModel,
  text: string,
  { range, ...choice }: UnrolledChoice & { readonly range: TextRange },
  signal: AbortSignal,
): Promise<Unrolled> {
  // Reads to the end of the token at the caret.
  const read = { ...range, end: Math.min(range.start + 1, text.length) };
  return readRange(loadedModel, text, read, signal, (reading, _read, { start }) =>
    unrolledAt(loadedModel.open, reading, { ...choice, caret: start }),
  );
}
