import { CODE_BITS, LINE_LENGTH, type ReadCharacter, UNITS } from '../../protocol/attractors';
import { randomWords } from '../core/random';

/** The character that fills lines of fewer than 32 characters. */
const BLANK = ' ';
/** Maximum number of differing bits of a character that can be read. */
const READABLE = 3;

/**
 * The codes of characters (code points): 16 random bits each, by seed and character. Two characters never have the same code:
 * a later one draws again.
 */
export class CharacterCodes {
  private readonly codes = new Map<string, number>();

  constructor(
    lines: readonly string[],
    private readonly seed: number,
  ) {
    const characters = new Set([BLANK, ...lines.flatMap(line => [...line])]);
    const taken = new Set<number>();
    // In the order of code points, so that the codes do not depend on the order of the lines.
    for (const character of [...characters].sort(byCodePoint)) {
      let attempt = 0;
      while (taken.has(this.draw(character, attempt))) attempt++;
      const code = this.draw(character, attempt);
      taken.add(code);
      this.codes.set(character, code);
    }
  }

  /** Returns the state that represents a line, as values of -1 and 1. */
  encode(line: string): Int8Array {
    const state = new Int8Array(UNITS);
    const characters = [...line].slice(0, LINE_LENGTH);
    for (let place = 0; place < LINE_LENGTH; place++) {
      const character = characters[place] ?? BLANK;
      const code = this.codes.get(character) ?? this.draw(character, 0);
      for (let bit = 0; bit < CODE_BITS; bit++) state[place * CODE_BITS + bit] = (code >>> bit) & 1 ? 1 : -1;
    }
    return state;
  }

  /** Reads each 16 units as the character whose code is nearest. */
  decode(state: Int8Array): ReadCharacter[] {
    return Array.from({ length: LINE_LENGTH }, (_, place) => {
      let word = 0;
      for (let bit = 0; bit < CODE_BITS; bit++) if (state[place * CODE_BITS + bit] > 0) word |= 1 << bit;
      return this.nearest(word);
    });
  }

  private nearest(word: number): ReadCharacter {
    let nearest = { character: BLANK, bits: CODE_BITS + 1, isReadable: false };
    for (const [character, code] of this.codes) {
      const bits = bitsIn(code ^ word);
      if (bits < nearest.bits) nearest = { character, bits, isReadable: bits <= READABLE };
      else if (bits === nearest.bits) nearest = { ...nearest, isReadable: false };
    }
    return nearest;
  }

  private draw(character: string, attempt: number): number {
    return randomWords(this.seed, 'characterCode', character.codePointAt(0) ?? 0, 0, attempt)[0] >>> 16;
  }
}

const byCodePoint = (a: string, b: string) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0);

function bitsIn(word: number): number {
  let bits = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}
