import { findRows } from '../../../src/engine/modelFiles/findRows';
import { Channel, type Nothing } from '../../../src/protocol/channel';
import type { ModelFileRow, ModelFileSummary } from '../../../src/protocol/modelFile';
import type { ModelFilePageEvents, ModelFilePageRequests } from '../../../src/protocol/modelFilePage';

/** Runs in the page before its own script. Provides the API that VS Code offers a webview, with made-up model files. */

declare const wishes: {
  readonly modelFile: 'ngrams' | 'tensors' | 'damaged' | 'restricted' | 'vectors';
  readonly language: string;
  readonly translations: Record<string, string>;
};

interface File {
  readonly name: string;
  readonly summary: ModelFileSummary;
  readonly rows: readonly ModelFileRow[];
}

const words = [
  'the',
  'king',
  'of',
  '<b>France</b>',
  'の',
  'a-very-long-word-that-does-not-fit-into-its-column',
];
const ngrams = Array.from({ length: 3000 }, (_, i): ModelFileRow => {
  const length = 1 + (i % 3);
  const ngram = Array.from({ length }, (_word, k) => words[(i + k) % words.length]).join(' ');
  return [length, ngram, -1.234 - i / 1000, length === 3 ? 0 : -0.31];
});
const counts = [1000, 1000, 1000].map((count, i): ModelFileRow => [i + 1, 900_000 * (i + 1), count]);
const large = { size: 2.1e9, read: 12.6e6, isPacked: false, isWhole: false, places: 16 };
const small = { size: 48_200, read: 48_200, isPacked: false, isWhole: true, places: 0 };

const arpa: File = {
  name: 'news.arpa',
  rows: ngrams,
  summary: {
    format: 'arpa',
    extent: large,
    facts: [
      { name: 'order', value: 3 },
      { name: 'unit', value: 'word' },
    ],
    parts: [{ kind: 'orders', rows: counts }],
    rows: { kind: 'ngrams', count: ngrams.length, announced: 5_400_000 },
    warnings: [],
    use: 'model',
  },
};
const tensors: readonly ModelFileRow[] = [
  ['rnn.weight_ih_l0', 'F32', '400 × 58', 23_200, 92_800],
  ['rnn.weight_hh_l0', 'F32', '400 × 100', 40_000, 160_000],
  ['<img src=x onerror=alert(1)>', 'BF16', '58', 58, 116],
];
const vectors = words.map((word, i): ModelFileRow => [word, 1.5 + i / 7, '0.12  -0.34  0.056 …']);

const files: Readonly<Record<typeof wishes.modelFile, File>> = {
  ngrams: arpa,
  restricted: arpa,
  damaged: {
    ...arpa,
    name: 'cut.arpa',
    summary: {
      ...arpa.summary,
      extent: small,
      damage: {
        template:
          'The {2}-grams of "{0}" end at line {1}: {3} were found, but the header announces {4}. The file may be truncated.',
        args: ['cut.arpa', 812, 2, 361, 400],
      },
    },
  },
  tensors: {
    name: 'lstm.safetensors',
    rows: tensors,
    summary: {
      format: 'safetensors',
      extent: small,
      facts: [
        { name: 'tensors', value: 3 },
        { name: 'numbers', value: 63_258 },
        { name: 'program', value: 'Elman Lab' },
      ],
      parts: [{ kind: 'metadata', rows: [['format', 'elman-lab']] }],
      rows: { kind: 'tensors', count: 3, announced: 3 },
      warnings: [],
      use: 'model',
    },
  },
  vectors: {
    name: 'words.bin',
    rows: vectors,
    summary: {
      format: 'word2vecBinary',
      extent: { ...small, isPacked: true },
      facts: [
        { name: 'vectors', value: words.length },
        { name: 'vectorSize', value: 100 },
      ],
      parts: [],
      rows: { kind: 'vectors', count: words.length, announced: words.length },
      warnings: [],
      use: 'vectors',
    },
  },
};
const file = files[wishes.modelFile];

let receive: (message: unknown) => void = () => undefined;
const channel = new Channel<Nothing, Nothing, ModelFilePageRequests, ModelFilePageEvents>(
  {
    post: data => window.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) })),
    listen: listener => {
      receive = listener;
    },
  },
  {
    ready: () => ({
      ...{ translations: wishes.translations, language: wishes.language, name: file.name },
      isTrusted: wishes.modelFile !== 'restricted',
    }),
    describe: () => file.summary,
    find: search => findRows(file.rows, search),
    act: ({ action }) => {
      Object.assign(window, { action });
      if (action === 'compare') channel.send('failed', { message: 'There is no other model.' });
    },
  },
  error => console.error(error),
);

Object.assign(window, {
  trust: () => channel.send('trusted', undefined),
  acquireVsCodeApi: () => ({
    // Messages are cloned and delivered later, as in VS Code.
    postMessage: (message: unknown) => setTimeout(() => receive(structuredClone(message))),
  }),
});
