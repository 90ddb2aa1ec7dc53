import { measureCapacity, TextMemory } from '../engine/attractors/textMemory';
import type { AttractorEvents, AttractorRequests } from '../protocol/attractors';
import { Cancelled, Channel, type Nothing, type Port } from '../protocol/channel';
import { yieldToMessages } from './ports';

/** Serves requests about attractor networks over `port`. A measurement can be cancelled. */
export function serveAttractors(port: Port): void {
  const channel = new Channel<Nothing, Nothing, AttractorRequests, AttractorEvents>(
    port,
    {
      recall: ({ memory, ...recall }) => new TextMemory(memory).recall(recall),
      measure: async ({ lines, seed }, signal) => {
        const steps = measureCapacity(lines, seed);
        for (;;) {
          const step = steps.next();
          if (step.done) return step.value;
          channel.send('measured', { share: step.value });
          await yieldToMessages();
          if (signal.aborted) throw new Cancelled('measure');
        }
      },
    },
    error => console.error(error),
  );
}
