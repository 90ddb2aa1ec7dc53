import { collectLines } from '../../../src/common/collectLines';
import { measureCapacity, TextMemory } from '../../../src/engine/attractors/textMemory';
import type { AttractorEvents, AttractorPageRequests } from '../../../src/protocol/attractors';
import { Channel, type Nothing } from '../../../src/protocol/channel';

/**
 * Runs in the page before its own script. Provides the API that VS Code offers a webview, with an attractor network that it
 * computes itself.
 */

declare const wishes: {
  readonly attractors: 'english' | 'japanese' | 'one line';
  readonly language: string;
  readonly translations: Record<string, string>;
};

const texts = {
  english: [
    'First Citizen:',
    'Before we proceed any further, hear me speak.',
    'All:',
    'Speak, speak.',
    'First Citizen:',
    'You are all resolved rather to die than to famish?',
    'Resolved. <b>resolved</b>.',
    'First, you know Caius Marcius is chief enemy to the people.',
    "We know't, we know't.",
    "Let us kill him, and we'll have corn at our own price.",
  ],
  japanese: [
    '吾輩は猫である。',
    '名前はまだ無い。',
    'どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で',
  ],
  'one line': ['The only line 🐈'],
};

let receive: (message: unknown) => void = () => undefined;
const channel = new Channel<Nothing, Nothing, AttractorPageRequests, AttractorEvents>(
  {
    post: data => window.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) })),
    listen: listener => {
      receive = listener;
    },
  },
  {
    ready: () => ({
      ...{ translations: wishes.translations, language: wishes.language },
      text: { name: 'english.txt', collected: collectLines(texts[wishes.attractors]) },
    }),
    recall: ({ memory, ...recall }) => new TextMemory(memory).recall(recall),
    measure: ({ lines, seed }) => {
      const steps = measureCapacity(lines, seed);
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
        channel.send('measured', { share: step.value });
      }
    },
    save: ({ format, bytes }) => void Object.assign(window, { [`saved-${format}`]: bytes }),
  },
  error => console.error(error),
);

let state: unknown;
Object.assign(window, {
  acquireVsCodeApi: () => ({
    // Messages are cloned and delivered later, as in VS Code.
    postMessage: (message: unknown) => setTimeout(() => receive(structuredClone(message))),
    getState: () => state,
    setState: (kept: unknown) => {
      state = kept;
      Object.assign(window, { state });
    },
  }),
});
