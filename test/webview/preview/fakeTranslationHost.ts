import { Channel, type Nothing } from '../../../src/protocol/channel';
import type { TranslationPageEvents, TranslationPageRequests } from '../../../src/protocol/translationPage';
import type { TranslatedSource } from '../../../src/protocol/translationWorker';

/** Runs in the page before its own script. Provides the API that VS Code offers a webview, with made-up targets. */

declare const wishes: {
  readonly language: string;
  readonly translations: Record<string, string>;
};

/** Returns a source whose target is the source backwards, with an alignment on the diagonal. */
function reversed(text: string): TranslatedSource {
  const symbols = [...text];
  const weights = [...symbols, 'end'].map((_, t) =>
    Float64Array.from(symbols, (_, j) =>
      j === Math.max(0, symbols.length - 1 - t) ? 0.9 : 0.1 / symbols.length,
    ),
  );
  const target = [...symbols].reverse();
  const best = { text: target.join(''), symbols: target, probability: 0.93, isComplete: true, weights };
  const worse = { ...best, text: target.slice(1).join(''), symbols: target.slice(1), probability: 0.01 };
  return {
    text,
    symbols,
    unknown: [],
    isLonger: false,
    targets: [best, { ...worse, weights: weights.slice(1) }],
  };
}

const sources: readonly TranslatedSource[] = [
  reversed('吾輩は猫である。'),
  { ...reversed('a longer source, with <b>markup</b> and blanks'), isLonger: true, unknown: ['<', '>'] },
  { text: '🐈', symbols: [], unknown: ['🐈'], unread: 'unknown', isLonger: false, targets: [] },
];

let receive: (message: unknown) => void = () => undefined;
new Channel<Nothing, Nothing, TranslationPageRequests, TranslationPageEvents>(
  {
    post: data => window.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) })),
    listen: listener => {
      receive = listener;
    },
  },
  {
    ready: () => ({
      ...{ translations: wishes.translations, language: wishes.language },
      model: 'translator gru 64 · pairs.tsv',
      found: { iteration: 3000, hasAttention: true, longest: 100, trained: 20, sources },
    }),
    copy: () => void Object.assign(window, { copied: true }),
    save: ({ format, bytes }) => void Object.assign(window, { [`saved-${format}`]: bytes }),
  },
  error => console.error(error),
);

Object.assign(window, {
  acquireVsCodeApi: () => ({
    // Messages are cloned and delivered later, as in VS Code.
    postMessage: (message: unknown) => setTimeout(() => receive(structuredClone(message))),
    getState: () => undefined,
    setState: () => undefined,
  }),
});
