import type { TokenReading } from '../../protocol/reader';
import { type HeatmapLevel, type HeatmapScale, levelOf } from './scale';

/** A stretch of text of one level, UTF-16 units. */
export interface ColouredRange {
  readonly level: HeatmapLevel;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a reading, those of one level that touch each other in one patch; none of level 0. */
export function colouredRanges(reading: TokenReading, scale: HeatmapScale): ColouredRange[] {
  const { starts, ends, logProbs, ranks } = reading;
  const patches: ColouredRange[] = [];
  let last: ColouredRange | undefined;
  for (let i = 0; i < starts.length; i++) {
    const [start, end] = [starts[i], ends[i]];
    if (start === end) continue; // `</s>` may have no place in the text
    const level = levelOf(scale, logProbs[i], ranks?.[i] ?? 0);
    // A space between words of one level goes with them.
    if (last?.level === level && start - last.end <= 1) {
      last = { ...last, end };
      patches[patches.length - 1] = last;
    } else {
      last = { level, start, end };
      patches.push(last);
    }
  }
  return patches.filter(({ level }) => level !== 0);
}
