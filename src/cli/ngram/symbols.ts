import { type Tokenizer, UNKNOWN } from '../../engine/data/tokenizer';
import { type Call, textFlag } from '../command/command';
import { withMarks } from '../textFiles';

/** What files and texts call `<unk>`. */
export const unknownName = (call: Call) => textFlag(call, 'map-unk') ?? UNKNOWN;

/** What a word stands for: with --tolower in small letters, with --map-unk `<unk>` by its other name. */
export function symbolOf(call: Call): (word: string) => string {
  const unknown = unknownName(call);
  const isLower = call.flags.has('tolower');
  return word => (word === unknown ? UNKNOWN : isLower ? word.toLowerCase() : word);
}

/** The tokenizer, with words as what they stand for. */
export function withSymbols(call: Call, own: Tokenizer): Tokenizer {
  const tokenizer = withMarks(call, own);
  if (!['tolower', 'map-unk'].some(name => call.flags.has(name))) return tokenizer;
  const symbol = symbolOf(call);
  return {
    ...tokenizer,
    scan: (text, complete, visit) =>
      tokenizer.scan(text, complete, (word, start, end) => visit(symbol(word), start, end)),
  };
}
