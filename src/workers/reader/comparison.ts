import { withCommonFilter } from '../../engine/data/filters/commonFilter';
import { type ComparedReading, compare } from '../../engine/scoring/compare';
import { Reading } from '../../engine/scoring/reading';
import { originOf } from '../../engine/scoring/readingStart';
import type { TextRange } from '../../protocol/textRange';
import type { Comparison } from '../../protocol/textScore';
import { factsOf } from './answers';
import type { LoadedModel } from './loadedModel';

/**
 * Scores several models on one range. A token that is unknown to any of the models is left out of all
 * scores.
 */
export async function compareRange(
  loadedModels: readonly LoadedModel[],
  text: string,
  range: TextRange,
  signal: AbortSignal,
): Promise<Comparison> {
  const { start, end } = range;
  const opened = withCommonFilter(loadedModels.map(({ open }) => open));
  const origin = originOf(opened[0].tokenizer, text, range);
  const scored = { start: start - origin, end: end - origin, complete: start === 0 && end === text.length };
  const readers: ComparedReading[] = [];
  const releases = loadedModels.map(({ readings }) => readings.hold());
  try {
    for (const [i, { readings }] of loadedModels.entries()) {
      const open = opened[i];
      const last = open.tokenizer.boundaries.after(text, end);
      const reading = new Reading(open);
      await readings.readInPieces(reading, text.slice(origin, last), last === text.length, signal);
      readers.push({ open, reading, range: scored });
    }
    const scores = compare(readers, text.slice(origin));
    return {
      scores: scores.map((score, i) => ({ ...score, model: factsOf(loadedModels[i].open) })),
      common: commonSymbols(readers),
    };
  } finally {
    for (const release of releases) release();
  }
}

function commonSymbols([first, ...others]: readonly ComparedReading[]): number {
  const { symbols } = first.open.model.vocabulary;
  return symbols.filter(symbol => others.every(({ open }) => open.model.vocabulary.has(symbol))).length;
}
