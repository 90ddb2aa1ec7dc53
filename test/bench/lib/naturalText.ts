/** Probability of continuing like the last two words; otherwise like the last word or like the empty history. */
const AFTER_TWO = 0.56;
const AFTER_ONE = 0.36;
/** Share of words that are replaced by a word which the source text does not contain. */
const NOISE = 0.05;
/** Number of such words. Their frequencies are proportional to 1 / rank (Zipf's law). */
const RARE_WORDS = 200_000;
/** Number of words per piece of text. */
const PIECE = 1 << 14;
/** The number of a line end among the numbers of the words. */
const LINE_END = 0;

/**
 * Yields a random text of a number of words, with about as many distinct n-grams as a natural text of this length:
 * a million words have 2.4 million distinct n-grams of up to five words. A repeated small text would have far
 * fewer. Each word continues the text as an interpolated 3-gram model of `source` would. The same source gives
 * the same text.
 */
export function* naturalText(source: string, words: number): Generator<string> {
  const chain = new Chain(source);
  const random = mulberry32(1);
  let [before, last] = [LINE_END, LINE_END];
  let piece: string[] = [];
  for (let written = 0; written < words; ) {
    const next = chain.next(before, last, random);
    [before, last] = [last, next];
    if (next === LINE_END) piece.push('\n');
    else {
      const isRare = random() < NOISE;
      piece.push(isRare ? `w${Math.floor(RARE_WORDS ** random())}` : chain.symbols[next], ' ');
      written++;
    }
    if (piece.length < 2 * PIECE && written < words) continue;
    yield piece.join('');
    piece = [];
  }
  yield '\n';
}

/** The words of a text, with the positions after each word and after each two words. */
class Chain {
  readonly symbols: string[] = ['\n'];
  private readonly numbers: number[] = [];
  private readonly afterOne = new Map<number, number[]>();
  private readonly afterTwo = new Map<number, number[]>();

  constructor(source: string) {
    const known = new Map<string, number>([['\n', LINE_END]]);
    for (const [word] of source.matchAll(/\n|\S+/g)) {
      const number = known.get(word) ?? this.symbols.push(word) - 1;
      known.set(word, number);
      this.numbers.push(number);
    }
    for (let i = 2; i < this.numbers.length; i++) {
      const [before, last] = [this.numbers[i - 2], this.numbers[i - 1]];
      listAt(this.afterOne, last).push(i);
      listAt(this.afterTwo, keyOf(before, last)).push(i);
    }
  }

  /** Draws the word after `before` and `last`. */
  next(before: number, last: number, random: () => number): number {
    const draw = random();
    const positions =
      draw < AFTER_TWO
        ? this.afterTwo.get(keyOf(before, last))
        : draw < AFTER_TWO + AFTER_ONE
          ? this.afterOne.get(last)
          : undefined;
    const i = Math.floor(random() * (positions ?? this.numbers).length);
    return this.numbers[positions ? positions[i] : i];
  }
}

const keyOf = (before: number, last: number) => before * 2 ** 24 + last;

function listAt(lists: Map<number, number[]>, key: number): number[] {
  const found = lists.get(key) ?? [];
  lists.set(key, found);
  return found;
}

/** Returns a generator of uniform numbers in [0, 1): mulberry32, which is fast and good enough for a test text. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
}
