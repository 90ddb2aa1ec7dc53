import { type Tokenizer, UNKNOWN } from '../../engine/data/tokenizer';
import { type Call, textFlag } from '../command/command';
import { withTextFlags } from '../textFiles';

/** Returns the name of `<unk>` in files and texts. */
export const unknownName = (call: Call) => textFlag(call, 'map-unk') ?? UNKNOWN;

/**
 * Returns a function that converts words to symbols: to lower case with --tolower, and the word of --map-unk
 * to `<unk>`.
 */
export function symbolOf(call: Call): (word: string) => string {
  const unknown = unknownName(call);
  const isLower = call.flags.has('tolower');
  return word => (word === unknown ? UNKNOWN : isLower ? word.toLowerCase() : word);
}

/** Returns a tokenizer that finds the tokens of `own`, as the flags for texts say, and converts each by `symbolOf`. */
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
