import { compare, type Reader } from '../../engine/read/compare';
import { originOf } from '../../engine/read/origin';
import { Reading } from '../../engine/read/reading';
import type { Comparison, Passage } from '../../protocol/reader';
import { factsOf } from './answers';
import type { Desk } from './models';

/** The scores of several models on one passage, what one of them does not know left out for all. */
export async function comparePassage(
  desks: readonly Desk[],
  text: string,
  { start, end, context }: Passage,
  signal: AbortSignal,
): Promise<Comparison> {
  const origin = originOf(text, start, context);
  const scope = { start: start - origin, end: end - origin, complete: start === 0 && end === text.length };
  const readers: Reader[] = [];
  const releases = desks.map(({ readings }) => readings.hold());
  try {
    for (const { open, readings } of desks) {
      const last = open.tokenizer.cuts.after(text, end);
      const reading = new Reading(open);
      await readings.readInPieces(reading, text.slice(origin, last), last === text.length, signal);
      readers.push({ open, reading, scope });
    }
    const scores = compare(readers, text.slice(origin));
    return {
      scores: scores.map((score, i) => ({ ...score, model: factsOf(desks[i].open) })),
      common: commonSymbols(readers),
    };
  } finally {
    for (const release of releases) release();
  }
}

function commonSymbols([first, ...others]: readonly Reader[]): number {
  const { symbols } = first.open.model.vocabulary;
  return symbols.filter(symbol => others.every(({ open }) => open.model.vocabulary.has(symbol))).length;
}
