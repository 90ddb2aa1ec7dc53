import type { TokenGroup } from '../../protocol/kindsComparison';
import { scanSegments } from '../data/intlSegments';
import { scanLines } from '../data/lines';
import type { ComparisonText } from './comparedKind';

/** Number of symbols that count as frequent words. */
const FREQUENT = 100;

const [SPACE, DIGIT, LETTER] = [/^\s/u, /^ ?\p{N}/u, /^ ?[\p{L}\p{M}]/u];

/** The class and the position of a token. */
export type TokenGroups = readonly [tokenClass: TokenGroup, position: TokenGroup];

/** Returns the groups of each held-out token, as `tokenGroups` defines them. */
export function groupTokens(text: ComparisonText): TokenGroups[] {
  const { vocabulary, heldOut, configuration, sentenceEnd } = text;
  const symbols = Array.from(heldOut, id => vocabulary.symbols[id]);
  const wordOf = configuration['text.unit'] === 'character' ? lettersBy(text, symbols) : wordsBy(text);
  let place = 0;
  return symbols.map((symbol, i) => {
    const position = (['lineStart', 'lineSecond'] as const)[place] ?? 'lineRest';
    place = heldOut[i] === sentenceEnd || endsLine(symbol, symbols[i + 1]) ? 0 : place + 1;
    if (heldOut[i] === vocabulary.unknown) return ['unknown', position];
    if (heldOut[i] === sentenceEnd) return ['space', position];
    return [LETTER.test(symbol) ? wordOf(i) : classOf(symbol), position];
  });
}

/** Returns whether a symbol ends a line. The end of a line `\r\n` may be two symbols. */
const endsLine = (symbol: string, next = '') =>
  /[\n\r]/.test(symbol) && !(symbol.endsWith('\r') && next.startsWith('\n'));

function classOf(symbol: string): TokenGroup {
  if (DIGIT.test(symbol)) return 'digit';
  return SPACE.test(symbol) ? 'space' : 'punctuation';
}

/** Returns a function that returns the class of the word that a held-out token is. */
function wordsBy({ training, heldOut, vocabulary }: ComparisonText): (i: number) => TokenGroup {
  const counts = new Float64Array(vocabulary.size);
  for (const id of training) counts[id]++;
  const sorted = counts.slice().sort().reverse();
  const fewest = sorted[Math.min(FREQUENT, sorted.length) - 1];
  return i => (counts[heldOut[i]] >= Math.max(1, fewest) ? 'frequentWord' : 'otherWord');
}

/** Returns a function that returns the class of a held-out letter by its position in its word. */
function lettersBy({ configuration }: ComparisonText, symbols: readonly string[]): (i: number) => TokenGroup {
  const text = symbols.join('');
  const locale = configuration['text.locale'] || 'en';
  const breaks = {
    words: new Intl.Segmenter(locale, { granularity: 'word' }),
    sentences: new Intl.Segmenter(locale, { granularity: 'sentence' }),
  };
  const starts = new Uint8Array(text.length + 1);
  scanLines(text, (start, newline) =>
    scanSegments(breaks, text, start, newline, from => {
      starts[from] = 1;
    }),
  );
  const places = new Int32Array(symbols.length);
  let at = 0;
  for (const [i, symbol] of symbols.entries()) {
    places[i] = starts[at] === 1 || i === 0 ? 0 : places[i - 1] + 1;
    at += symbol.length;
  }
  return i => (['wordStart', 'wordSecond'] as const)[places[i]] ?? 'wordRest';
}
