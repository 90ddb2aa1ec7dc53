import { formatFixed } from '../../engine/core/formatFixed';
import { type Neighbour, neighboursOf } from '../../engine/vectors/neighbours';
import { vectorOfParts } from '../../engine/vectors/subwords';
import { normalised, vectorOf, type WordVectors } from '../../engine/vectors/wordVectors';
import { printBytes } from './vectorFiles';

/** Number of neighbours that the original word2vec tools print. */
const COUNT = 40;
/**
 * Widths in characters: of the column of words, of the heading above the cosines, and of the horizontal line.
 */
const [WIDTH, HEADING, RULE] = [50, 22, 72];

/** A word whose neighbours are asked for. */
export interface FoundWord {
  /** Its number, or the number of unknown words. */
  readonly id: number;
  /** Its vector of length 1. */
  readonly vector: Float32Array;
}

/**
 * Prints for each word its number, and stops after the first unknown word, as word2vec's tools do. For an
 * unknown word, prints the number `unknown`. Unknown words get vectors from their parts if there are any.
 * Returns the words. Undefined if a word is unknown.
 */
export function findWords(
  unit: WordVectors,
  given: readonly string[],
  unknown: number,
): FoundWord[] | undefined {
  const found: FoundWord[] = [];
  for (const word of given) {
    const position = unit.words.indexOf(word);
    const id = position < 0 ? unknown : position;
    printBytes(`\nWord: ${word}  Position in vocabulary: ${id}\n`);
    if (id !== unknown) {
      found.push({ id, vector: vectorOf(unit, id) });
      continue;
    }
    const vector = unit.subwords && vectorOfParts(unit.subwords, word, unit.size);
    printBytes(vector ? 'Its vector is the mean of those of its subwords.\n' : 'Out of dictionary word!\n');
    if (!vector) return undefined;
    found.push({ id, vector: normalised(vector) });
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
