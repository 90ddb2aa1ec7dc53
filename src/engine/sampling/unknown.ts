import { UserError } from '../../protocol/userError';
import type { TextModel } from '../model/openModel';

/** What of a text a model has no symbol for. */
export interface Unknown {
  /** Each once. */
  readonly symbols: readonly string[];
  /** How often they occur, and how many of these occurrences `<unk>` stands for: the others are left out. */
  readonly count: number;
  readonly asUnknown: number;
  /** Tokens of the text, known or not. */
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

/** Throws a UserError where a model would not read anything of what it is to go on with. */
export function checkPrime(open: TextModel, prime: string): void {
  const { tokens, count, asUnknown } = unknownIn(open, prime);
  if (tokens === 0 || count - asUnknown < tokens) return;
  throw new UserError(
    'The model knows nothing of the text to continue, {0}: none of its tokens is in the vocabulary. Give it another one.',
    [JSON.stringify(prime)],
  );
}

/** Throws a UserError for an end that never comes. */
export function checkStop({ model: { vocabulary } }: TextModel, at: string | undefined): void {
  if (at === undefined || vocabulary.has(at)) return;
  throw new UserError(
    'The model has no token {0}, so its text would never end there. Name one token of its vocabulary.',
    [JSON.stringify(at)],
  );
}
