import type { Tokenizer } from '../../engine/data/tokenizer';
import type { Reading } from '../../engine/scoring/reading';
import { originOf, readingEndOf } from '../../engine/scoring/readingStart';
import type { ScoredRange } from '../../engine/scoring/score';
import type { PredictedTokens } from '../../engine/scoring/tokens';
import type { TextRange } from '../../protocol/textRange';
import { isLoadedCloze, type LoadedModel, type LoadedScorer } from './loadedModel';

/**
 * Receives a reading (the tokens and their probabilities), the text that was read, where the range is in this text, and
 * the offset of this text in the document.
 */
type UseReading<R, T> = (reading: R, read: string, scored: ScoredRange, origin: number) => T;

/** Reads the range with its context, up to the end of its last token. Then calls `use`. */
export function readRange<T>(
  { open, readings }: LoadedModel,
  text: string,
  range: TextRange,
  signal: AbortSignal,
  use: UseReading<Reading, T>,
): Promise<T> {
  const { source, scored, origin } = placeOf(open.tokenizer, text, range, range.end);
  return readings.read(open, source, signal, reading => use(reading, source.text, scored, origin));
}

/** Reads the range like `readRange`, with a model of any kind. A cloze model also reads the context after the range. */
export async function scoreInRange<T>(
  loaded: LoadedScorer,
  text: string,
  range: TextRange,
  signal: AbortSignal,
  use: UseReading<PredictedTokens, T>,
): Promise<T> {
  if (!isLoadedCloze(loaded)) return readRange(loaded, text, range, signal, use);
  const { open, readings } = loaded;
  const { source, scored, origin } = placeOf(open.tokenizer, text, range, readingEndOf(text, range));
  return use(await readings.read(open, source, signal), source.text, scored, origin);
}

/** Returns the text to read, at least up to `end`, and the place of the range in it. */
function placeOf(tokenizer: Tokenizer, text: string, range: TextRange, end: number) {
  const origin = originOf(tokenizer, text, range);
  const last = tokenizer.boundaries.after(text, end);
  const complete = range.start === 0 && range.end === text.length;
  return {
    origin,
    scored: { start: range.start - origin, end: range.end - origin, complete },
    source: { key: `${range.uri} ${origin}`, text: text.slice(origin, last), complete: last === text.length },
  };
}
