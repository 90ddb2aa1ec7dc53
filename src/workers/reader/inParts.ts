import type { InParts } from '../../engine/core/pauses';
import { Cancelled } from '../../protocol/channel';
import { yieldToMessages } from '../ports';

/** Does a computation and handles waiting messages between its parts. Rejects with Cancelled if `signal` was aborted. */
export async function inParts<T>(computation: InParts<T>, signal: AbortSignal): Promise<T> {
  let next = computation.next();
  while (!next.done) {
    await yieldToMessages();
    if (signal.aborted) throw new Cancelled('states');
    next = computation.next();
  }
  return next.value;
}
