import { UserError } from '../../protocol/userError';
import type { TextModel } from '../model/openModel';

/** The tokens of a text that are not in a model's vocabulary. */
export interface Unknown {
  /** The distinct unknown symbols of the text. */
  readonly symbols: readonly string[];
  /**
   * Number of unknown tokens in the text. `asUnknown` of them are read as `<unk>`; the others are left out.
   */
  readonly count: number;
  readonly asUnknown: number;
  /** Number of tokens of the text, known and unknown. */
  readonly tokens: number;
}

export function unknownIn({ model: { vocabulary }, tokenizer }: TextModel, text: string): Unknown {
  const symbols = new Set<string>();
  let [count, asUnknown, tokens] = [0, 0, 0];
  tokenizer.scan(text, false, symbol => {
    tokens++;
    if (vocabulary.has(symbol)) return;
    symbols.add(symbol);
    count++;
    if (vocabulary.id(symbol) >= 0) asUnknown++;
  });
  return { symbols: [...symbols], count, asUnknown, tokens };
}

/**
 * Throws a UserError if a model cannot read any token of the prime (the text to start from), because all are
 * unknown and left out.
 */
export function checkPrime(open: TextModel, prime: string): void {
  const { tokens, count, asUnknown } = unknownIn(open, prime);
  if (tokens === 0 || count - asUnknown < tokens) return;
  throw new UserError('The model knows no token of the text to continue, {0}. Use another text.', [
    JSON.stringify(prime),
  ]);
}

/** Throws a UserError if the stop symbol is not in the vocabulary, because it would never be drawn. */
export function checkStop({ model: { vocabulary } }: TextModel, at: string | undefined): void {
  if (at === undefined || vocabulary.has(at)) return;
  throw new UserError(
    'The model has no token {0}, so the sample would never end there. Choose a token of its vocabulary.',
    [JSON.stringify(at)],
  );
}
