import { uniform } from '../../core/random';

/** A token of a generated text. */
export interface GeneratedToken {
  readonly token: string;
  /** The category of the token: its position in a pattern, its word class or its part of speech. */
  readonly label: string;
  /** The values of the generator's additional columns. If missing, these columns are empty. */
  readonly more?: readonly string[];
  /** Whether the token only separates two sequences, such as two words. */
  readonly isBoundary?: true;
}

/** The parameters of a generated text. */
export interface GeneratorParams {
  /** Number of units of the text to generate: what the generator's `counts` names, such as sentences. */
  readonly number: number;
  readonly seed: number;
  /** Share of sentences with a relative clause, from 0 to 1. Only `agreement` has such sentences. */
  readonly complex: number;
  /** Number of waiting steps before the answers. Only generators with `hasDelay` have them. */
  readonly delay?: number;
}

/**
 * A generator of artificial text. It is deterministic: the same parameters give the same text on every
 * machine.
 */
export interface TextGenerator {
  readonly description: string;
  /** What `number` counts, such as bits or sentences. */
  readonly counts: string;
  readonly defaultNumber: number;
  /** The separator between two tokens: none for texts of characters, a space for texts of words. */
  readonly separator: '' | ' ';
  /** Names of additional columns in the table of tokens. */
  readonly columns?: readonly string[];
  readonly hasDelay?: true;
  generate(params: GeneratorParams): Iterable<GeneratedToken>;
}

/**
 * Random draws for one item of a text, such as a sentence. They do not depend on the draws for other items.
 */
export class Draws {
  private index = 0;

  constructor(
    private readonly seed: number,
    private readonly item: number,
  ) {}

  /** Returns a random number in [0, 1). */
  share(): number {
    return uniform(this.seed, 'generate', this.item, this.index++);
  }

  /** Returns a random entry. All entries are equally likely. */
  oneOf<T>(entries: readonly T[]): T {
    return entries[Math.floor(this.share() * entries.length)];
  }
}
