import type { PairsLeftOut } from '../../../protocol/translationFigures';
import { UserError } from '../../../protocol/userError';
import type { ReadableText } from '../decode';
import { symbolsOf } from '../labelled/labelledTexts';
import { numberedLines } from '../labelled/numberedLines';
import type { Tokenizer } from '../tokenizer';

/** The symbols of a source and of its target. */
export interface TextPair {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

export const noPairsLeftOut = (): PairsLeftOut => ({
  emptyLines: 0,
  emptySources: 0,
  emptyTargets: 0,
  tooLong: 0,
});

/**
 * Yields the pairs of a file in which each line is a source, a tab and its target. A pair that is too long is left out,
 * because the beginning of a source does not say where its target must end. Throws a UserError for a line with another
 * number of tabs.
 */
export function* textPairs(
  text: Pick<ReadableText, 'name' | 'bytes'>,
  tokenizer: Tokenizer,
  longest: number,
  leftOut: PairsLeftOut,
): Generator<TextPair> {
  for (const { line, number } of numberedLines(text)) {
    if (line.trim() === '') {
      leftOut.emptyLines++;
      continue;
    }
    const [source, target] = partsOf(line, number, text.name).map(part => symbolsOf(part, tokenizer));
    if (source.length === 0) leftOut.emptySources++;
    else if (target.length === 0) leftOut.emptyTargets++;
    else if (Math.max(source.length, target.length) > longest) leftOut.tooLong++;
    else yield { source, target };
  }
}

function partsOf(line: string, number: number, name: string): readonly string[] {
  const parts = line.split('\t');
  if (parts.length === 2) return parts;
  throw new UserError(
    '"{0}", line {1}: {2} tabs were found, but one was expected, between a source and its target.',
    [name, number, parts.length - 1],
  );
}
