import { wordOfText } from '../../../src/engine/vectors/files/wordText';
import { mapOf } from '../../../src/engine/vectors/vectorMap';
import { VectorSpace } from '../../../src/engine/vectors/vectorSpace';
import { Channel, type Nothing } from '../../../src/protocol/channel';
import { UserError } from '../../../src/protocol/userError';
import type { VectorsPageRequests } from '../../../src/protocol/vectorsPage';

/**
 * Runs in the page before its own script. Provides the API that VS Code offers a webview, with made-up word
 * vectors: words of a few themes, whose vectors are near that of their theme.
 */

declare const wishes: {
  /** Number of words, or a file that is damaged. */
  readonly vectors: number | 'damaged';
  readonly language: string;
  readonly translations: Record<string, string>;
};

const themes = [
  ['the', 'and', 'of', 'to', 'in', 'that', 'it', 'with', 'for', 'was'],
  ['king', 'queen', 'prince', 'duke', 'crown', 'throne', 'court'],
  ['man', 'woman', 'boy', 'girl', 'child', 'mother', 'father'],
  ['sea', 'ship', 'sail', 'wave', 'shore', 'wind', 'storm'],
  ['猫', '犬', '魚', '鳥', '馬', '牛', '森の動物'],
  ['<b>bread</b>', 'a very long word that does not fit into its column', 'wine', 'cheese', 'meal'],
];
const D = 20;
const V = wishes.vectors === 'damaged' ? 0 : wishes.vectors;

/** Returns a number from -1 to 1 that depends on nothing but its arguments. */
const noise = (i: number, k: number) => Math.sin(12.9898 * (i + 1) + 78.233 * (k + 1) * (i + 3));

const places = Array.from({ length: V }, (_, id) => {
  const theme = id % themes.length;
  const round = Math.floor(id / themes.length);
  const { length } = themes[theme];
  return {
    theme,
    word: `${themes[theme][round % length]}${round < length ? '' : Math.floor(round / length)}`,
  };
});
const space = new VectorSpace(
  {
    words: places.map(({ word }) => wordOfText(word)),
    vectors: Float32Array.from({ length: V * D }, (_, i) => {
      const [id, k] = [Math.floor(i / D), i % D];
      return 1.6 * noise(-places[id].theme - 9, k) + noise(id, k);
    }),
    size: D,
  },
  new Map(places.map(({ word }, id) => [wordOfText(word), Math.round(60_000 / (id + 1))])),
);

function opened(): VectorSpace {
  if (wishes.vectors !== 'damaged') return space;
  throw new UserError(
    '"{0}" is incomplete or damaged: {1} vectors of {2} numbers do not fit into {3} bytes.',
    ['vectors.bin', ...[71_000, 300, 12]],
  );
}

let receive: (message: unknown) => void = () => undefined;
new Channel<Nothing, Nothing, VectorsPageRequests, Nothing>(
  {
    post: data => window.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) })),
    listen: listener => {
      receive = listener;
    },
  },
  {
    ready: () => ({
      ...{ translations: wishes.translations, language: wishes.language },
      name: 'shakespeare.txt · word vectors',
      source: { kind: 'made', id: 'a' },
    }),
    describe: () => ({ words: opened().words.length, size: D, hasCounts: true }),
    use: () => ({ kind: 'made', id: 'a' }),
    find: search => opened().find(search),
    near: ({ ids, count }) => ids.map(id => opened().near(id, count)),
    analogy: question => opened().analogy(question),
    map: params => mapOf(opened(), params),
    unseen: ({ word, count }) => (word === 'unseenword' ? opened().near(1, count) : undefined),
    places: ({ word }) => ({
      text: 'shakespeare.txt',
      places: [3, 17, 120].map(line => ({ line, column: 4, before: 'the ', word, after: ' of the land' })),
      isComplete: true,
    }),
    reveal: place => void Object.assign(window, { revealed: place }),
    categories: () => ({
      file: 'kinds.tsv',
      words: ['king', 'queen', 'sea'],
      categories: ['person', 'person', 'nature'],
    }),
    list: ({ words }) => void Object.assign(window, { listed: words }),
    save: ({ format, bytes }) => void Object.assign(window, { [`saved-${format}`]: bytes }),
  },
  error => console.error(error),
);

Object.assign(window, {
  acquireVsCodeApi: () => ({
    // Messages are cloned and delivered later, as in VS Code.
    postMessage: (message: unknown) => setTimeout(() => receive(structuredClone(message))),
    setState: (state: unknown) => Object.assign(window, { state }),
  }),
});
