import { formatFixed } from '../../engine/core/formatFixed';
import { type Neighbour, neighboursOf } from '../../engine/vectors/neighbours';
import type { WordVectors } from '../../engine/vectors/wordVectors';
import { printBytes } from './vectorFiles';

/** Number of neighbours that the original word2vec tools print. */
const COUNT = 40;
/**
 * Widths in characters: of the column of words, of the heading above the cosines, and of the horizontal line.
 */
const [WIDTH, HEADING, RULE] = [50, 22, 72];

/**
 * Prints for each word its number, and stops after the first unknown word, as word2vec's tools do. For an
 * unknown word, prints the number `unknown`. Returns the numbers of the words. Undefined if a word is
 * unknown.
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
  /** The numbers of the words that the table omits. */
  readonly except: readonly number[];
  /** The heading above the cosines. */
  readonly heading: string;
}

/**
 * Prints the words nearest to a vector. If there are fewer than `COUNT`, adds rows without a word, as the
 * original word2vec tools do.
 */
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
