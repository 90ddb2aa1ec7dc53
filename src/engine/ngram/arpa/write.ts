import type { Smoothed } from '../smoothed';
import { orderOf, ROOT } from '../trie';
import { localeLine } from './header';
import { namesOf } from './symbols';

/** Lines between two pieces. */
const PIECE = 10_000;

/**
 * A model as an ARPA file, in pieces. Numbers are written out to the last digit, so that nothing is lost. The locale
 * is for words that depend on one; `unknown` is what `<unk>` is to be called.
 */
export function* writeArpa(
  { vocabulary, trie, logProbs, backOffs }: Smoothed,
  locale?: string,
  unknown?: string,
): Generator<string> {
  const { levels, words, children } = trie;
  const order = orderOf(trie);
  const names = namesOf(vocabulary, unknown);
  const parents = parentsOf(children);
  // Histories come in order, by length, and often stay the same.
  const last = Array.from({ length: order }, () => ({ node: ROOT, text: '' }));
  const historyOf = (node: number, length: number): string => {
    if (node === ROOT) return '';
    const at = last[length];
    if (at.node !== node) {
      at.node = node;
      at.text = `${historyOf(parents[node], length - 1)}${names[words[node]]} `;
    }
    return at.text;
  };
  // A model that holds what it does not know impossible comes from a file that does not speak of it.
  const unknownNode = vocabulary.unknown + 1;
  const isClosed = unknownNode > 0 && logProbs[unknownNode] === Number.NEGATIVE_INFINITY;
  let text = `${locale ? localeLine(locale) : ''}\\data\\\n`;
  for (let length = 1; length <= order; length++) {
    const count = levels[length + 1] - levels[length] - (isClosed && length === 1 ? 1 : 0);
    text += `ngram ${length}=${count}\n`;
  }
  for (let length = 1; length <= order; length++) {
    text += `\n\\${length}-grams:\n`;
    for (let node = levels[length]; node < levels[length + 1]; node++) {
      if (isClosed && node === unknownNode) continue;
      const isHistory = children[node] < children[node + 1] || backOffs[node] !== 0;
      const weight = isHistory ? `\t${logarithm(backOffs[node])}` : '';
      const history = historyOf(parents[node], length - 1);
      text += `${logarithm(logProbs[node])}\t${history}${names[words[node]]}${weight}\n`;
      if (node % PIECE !== 0) continue;
      yield text;
      text = '';
    }
  }
  yield `${text}\n\\end\\\n`;
}

/** SRILM's way of writing the logarithm of 0. */
const logarithm = (value: number) => String(value === Number.NEGATIVE_INFINITY ? -99 : value);

function parentsOf(children: Int32Array): Int32Array {
  const parents = new Int32Array(children.length - 1);
  for (let node = 0; node < parents.length; node++) parents.fill(node, children[node], children[node + 1]);
  return parents;
}
