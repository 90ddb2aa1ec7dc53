import { type Tokenizer, UNKNOWN } from '../../engine/data/tokenizer';
import { type Call, textFlag } from '../command/command';
import { withTextFlags } from '../textFiles';

/** Returns the name of `<unk>` in files and texts. */
export const unknownName = (call: Call) => textFlag(call, 'map-unk') ?? UNKNOWN;

/**
 * Returns a function that converts a word to the symbol that the model uses for it. With --tolower, converts
 * the word to lower case. Converts the word that --map-unk names to `<unk>`.
 */
export function symbolOf(call: Call): (word: string) => string {
  const unknown = unknownName(call);
  const isLower = call.flags.has('tolower');
  return word => (word === unknown ? UNKNOWN : isLower ? word.toLowerCase() : word);
}

/**
 * Returns a tokenizer that finds tokens as `own` does, applies the flags for texts, and converts each token
 * by `symbolOf`.
 */
export function withSymbols(call: Call, own: Tokenizer): Tokenizer {
  const { tokenizer } = withTextFlags(call, { tokenizer: own });
  if (!['tolower', 'map-unk'].some(name => call.flags.has(name))) return tokenizer;
  const symbol = symbolOf(call);
  return {
    ...tokenizer,
    scan: (text, complete, visit) =>
      tokenizer.scan(text, complete, (word, start, end) => visit(symbol(word), start, end)),
  };
}
