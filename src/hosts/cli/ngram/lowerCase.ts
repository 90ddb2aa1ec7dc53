import type { Tokenizer } from '../../../engine/data/tokenizer';
import type { Call } from '../command/command';

/** The tokenizer, which with --tolower takes capital letters for small ones. */
export function lowerCase({ flags }: Call, tokenizer: Tokenizer): Tokenizer {
  if (!flags.has('tolower')) return tokenizer;
  return {
    ...tokenizer,
    scan: (text, complete, visit) =>
      tokenizer.scan(text, complete, (symbol, start, end) => visit(symbol.toLowerCase(), start, end)),
  };
}
