import { uniform } from '../../core/random';

/** A token of a generated text. */
export interface GeneratedToken {
  readonly token: string;
  /** The token's position in a pattern, its category or its part of speech. */
  readonly label: string;
}

/** The parameters of a generated text. */
export interface GeneratorParams {
  /** Number of bits, consonants or sentences. */
  readonly number: number;
  readonly seed: number;
  /** Share of sentences with a relative clause, from 0 to 1. Only `agreement` has such sentences. */
  readonly complex: number;
}

/** A source of artificial text: a pure function, so that the same parameters give the same text everywhere. */
export interface TextGenerator {
  readonly description: string;
  /** The unit of `number`. */
  readonly counts: string;
  readonly defaultNumber: number;
  /** Written between tokens: nothing between characters, a space between words. */
  readonly separator: '' | ' ';
  generate(params: GeneratorParams): Iterable<GeneratedToken>;
}

/** Draws for one item of a text. The draws do not depend on those of other items. */
export class Draws {
  private index = 0;

  constructor(
    private readonly seed: number,
    private readonly item: number,
  ) {}

  /** Returns a number in [0, 1). */
  share(): number {
    return uniform(this.seed, 'generate', this.item, this.index++);
  }

  /** Returns one of the entries, all equally likely. */
  oneOf<T>(entries: readonly T[]): T {
    return entries[Math.floor(this.share() * entries.length)];
  }
}
