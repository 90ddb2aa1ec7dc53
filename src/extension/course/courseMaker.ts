import type { Services } from '../core/services';
import { withCancellableProgress } from '../models/cancellableProgress';
import type { MakerChannel } from '../workerClients/workers';

/** Asks a worker of its own for figures, and shows progress if it takes long. Ends the worker if the reader cancels. */
export function askMaker<T>(
  { workers, sources }: Services,
  title: string,
  ask: (channel: MakerChannel) => Promise<T>,
): Promise<T> {
  return withCancellableProgress(title, async signal => {
    const link = workers.startMaker(sources);
    signal.addEventListener('abort', () => void link.terminate());
    try {
      return await ask(link.channel);
    } finally {
      await link.terminate();
    }
  });
}
