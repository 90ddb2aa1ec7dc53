import { continueText, partialText } from '../../engine/sampling/continuation';
import { originOf } from '../../engine/scoring/readingStart';
import { Cancelled } from '../../protocol/channel';
import type { Writing } from '../../protocol/reader';
import type { TextRange } from '../../protocol/textRange';
import { yieldToMessages } from '../ports';
import type { LoadedModel } from './loadedModel';

/** Milliseconds of generating after which waiting messages are handled. */
const SLICE = 15;

/**
 * Continues a document from the end of the range and streams the generated text to `wrote`. Rejects with
 * Cancelled if `signal` was aborted.
 */
export async function writeOn(
  { open, readings }: LoadedModel,
  text: string,
  range: TextRange,
  { length, seed, stopAtSentenceEnd, ...sampling }: Writing,
  { wrote, signal }: { readonly wrote: (piece: string) => void; readonly signal: AbortSignal },
): Promise<string> {
  const origin = originOf(open.tokenizer, text, range);
  const beginning = partialText(open, text.slice(origin, range.end));
  const { before } = beginning;
  const source = { key: `${range.uri} ${origin}`, text: before, complete: false };
  const from = await readings.read(open, source, signal, reading => reading.outcome(before.length));
  const draws = { purpose: 'sample', seed, step: 0 } as const;
  const request = { length, atSentenceEnd: stopAtSentenceEnd, sampling, draws };
  let all = '';
  let pending = '';
  let looked = performance.now();
  const handOut = () => {
    if (pending !== '') wrote(pending);
    pending = '';
  };
  for (const piece of continueText(open, beginning, from, request)) {
    all += piece;
    pending += piece;
    if (performance.now() - looked < SLICE) continue;
    handOut();
    await yieldToMessages();
    if (signal.aborted) throw new Cancelled('write');
    looked = performance.now();
  }
  handOut();
  return all;
}
