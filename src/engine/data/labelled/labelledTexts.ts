import { UserError } from '../../../protocol/userError';
import type { ReadableText } from '../decode';
import type { Tokenizer } from '../tokenizer';
import { numberedLines } from './numberedLines';
import { type LeftOut, type RawExample, shortened } from './rawExample';

/**
 * Yields the texts of a file in which each line is a label, a tab and a text. Spaces around a label are ignored.
 * Throws a UserError for any other line that is not empty.
 */
export function* labelledTexts(
  text: Pick<ReadableText, 'name' | 'bytes'>,
  tokenizer: Tokenizer,
  longest: number,
  leftOut: LeftOut,
): Generator<RawExample> {
  for (const { line, number } of numberedLines(text)) {
    if (line.trim() === '') {
      leftOut.emptyLines++;
      continue;
    }
    const [label, content] = partsOf(line, number, text.name);
    const symbols = symbolsOf(content, tokenizer);
    if (symbols.length === 0) leftOut.emptyTexts++;
    else yield { symbols: shortened(symbols, longest, leftOut), labels: [label], line: number };
  }
}

/** Returns the symbols of a text that is one example. */
export function symbolsOf(content: string, tokenizer: Tokenizer): string[] {
  const symbols: string[] = [];
  tokenizer.scan(content, false, symbol => symbols.push(symbol));
  return symbols;
}

function partsOf(line: string, number: number, name: string): readonly [string, string] {
  const parts = line.split('\t');
  if (parts.length !== 2) {
    throw new UserError(
      '"{0}", line {1}: {2} tabs were found, but one was expected, between a label and a text.',
      [name, number, parts.length - 1],
    );
  }
  const label = parts[0].trim();
  if (label === '') throw new UserError('"{0}", line {1}: there is no label before the tab.', [name, number]);
  return [label, parts[1]];
}
