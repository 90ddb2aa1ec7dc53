import { formatFixed } from '../../engine/families/rnnlm/format/fixed';
import { type Neighbour, neighboursOf } from '../../engine/vectors/neighbours';
import type { WordVectors } from '../../engine/vectors/wordVectors';
import { printBytes } from './vectorFiles';

/** Number of neighbours that word2vec's tools print. */
const COUNT = 40;
/** Widths of the column of words, of the heading of the cosines, and of the line below. */
const [WIDTH, HEADING, RULE] = [50, 22, 72];

/**
 * Prints which of the words are known, as word2vec's tools do, up to the first unknown one. `unknown`: the number that
 * means an unknown word. Returns their numbers; undefined if a word is unknown.
 */
export function findWords(
  { words }: WordVectors,
  given: readonly string[],
  unknown: number,
): number[] | undefined {
  const found: number[] = [];
  for (const word of given) {
    const id = words.indexOf(word);
    found.push(id < 0 ? unknown : id);
    printBytes(`\nWord: ${word}  Position in vocabulary: ${found.at(-1)}\n`);
    if (found.at(-1) !== unknown) continue;
    printBytes('Out of dictionary word!\n');
    return undefined;
  }
  return found;
}

export interface NeighbourTable {
  readonly vector: Float32Array;
  /** Words that are left out. */
  readonly except: readonly number[];
  /** Heading of the cosines. */
  readonly heading: string;
}

/** Prints the nearest words to a vector. Rows without a word fill the table up, as in the original. */
export function printNeighbours(unit: WordVectors, { vector, except, heading }: NeighbourTable): void {
  const found: (Neighbour | undefined)[] = neighboursOf(unit, vector, { count: COUNT, except, above: -1 });
  const rows = Array.from({ length: COUNT }, (_, i) => {
    const { id = -1, cosine = -1 } = found[i] ?? {};
    return `${(unit.words[id] ?? '').padStart(WIDTH)}\t\t${formatFixed(cosine, 6)}\n`;
  });
  printBytes(
    `\n${'Word'.padStart(WIDTH)}${heading.padStart(HEADING)}\n${'-'.repeat(RULE)}\n${rows.join('')}`,
  );
}
