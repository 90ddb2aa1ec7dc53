import { Channel, type Nothing } from '../../../src/protocol/channel';
import type {
  VectorsTrainingEvents,
  VectorsTrainingRequests,
} from '../../../src/protocol/vectorsTrainingPage';

/**
 * Runs in the page before its own script. Provides the API that VS Code offers a webview, with a made-up
 * training of word vectors, of which a part is done.
 */

declare const wishes: { readonly language: string; readonly translations: Record<string, string> };

const words = ['king', 'queen', 'crown', '王', 'throne', 'prince', 'duke', 'court', '<b>', 'realm', 'noble'];
/** The completed fraction of the training. */
const DONE = 0.6;
const STEPS = 40;

let receive: (message: unknown) => void = () => undefined;
const channel: Channel<Nothing, Nothing, VectorsTrainingRequests, VectorsTrainingEvents> = new Channel<
  Nothing,
  Nothing,
  VectorsTrainingRequests,
  VectorsTrainingEvents
>(
  {
    post: data => window.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) })),
    listen: listener => {
      receive = listener;
    },
  },
  {
    ready: () => {
      setTimeout(() => {
        for (let step = 1; step <= STEPS; step++) send((DONE * step) / STEPS, 'king');
      });
      const { translations, language } = wishes;
      return { translations, language, name: 'shakespeare.txt · word vectors' };
    },
    follow: ({ word }) => {
      if (!words.includes(word)) return false;
      send(DONE, word);
      return true;
    },
    pause: () => undefined,
    stop: () => void Object.assign(window, { stopped: true }),
  },
  error => console.error(error),
);

function send(share: number, word: string): void {
  const others = words.filter(each => each !== word);
  const near = others.map((each, id) => ({ id, word: each, cosine: 0.9 - 0.04 * id * (1 + share) }));
  const loss = 1.2 + 2.9 * Math.exp(-6 * share) + 0.03 * Math.sin(900 * share);
  channel.send('progress', { share, loss, followed: { word, near } });
}

Object.assign(window, {
  acquireVsCodeApi: () => ({
    // Messages are cloned and delivered later, as in VS Code.
    postMessage: (message: unknown) => setTimeout(() => receive(structuredClone(message))),
    setState: () => undefined,
  }),
});
