import type { AttentionReading } from '../../protocol/attentionReading';
import type { DifferenceReading } from '../../protocol/differenceReading';
import type { StatesReading } from '../../protocol/hiddenStates';
import type { TokenReading } from '../../protocol/textScore';
import type { UnitReading } from '../../protocol/unitReading';
import { differenceAt } from './heatmapReading';
import { type ColourScale, type HeatmapLevel, levelOf, levelOfState, levelOfValue } from './scale';

/** A range of text in UTF-16 units. The whole range gets the colour of one level. */
export interface ColouredRange {
  readonly level: HeatmapLevel;
  readonly start: number;
  readonly end: number;
}

type ReadTokenValues = Pick<TokenReading, 'starts' | 'ends' | 'logProbs' | 'ranks'> &
  Partial<
    Pick<UnitReading, 'unit'> &
      Pick<DifferenceReading, 'others'> &
      Pick<StatesReading, 'states'> &
      Pick<AttentionReading, 'attention'>
  >;

function levelAt(
  { unit, others, states, attention, logProbs, ranks }: ReadTokenValues,
  scale: ColourScale,
  i: number,
): HeatmapLevel {
  if (scale.mode === 'states') return levelOfState(states?.path[i] ?? -1);
  if (scale.mode === 'unit') return levelOfValue(scale, unit?.values[i] ?? Number.NaN);
  if (scale.mode === 'attention') return levelOfValue(scale, attention?.weights[i] ?? Number.NaN);
  if (scale.mode === 'difference')
    return levelOfValue(scale, others ? differenceAt({ logProbs, others }, i) : Number.NaN);
  return levelOf(scale, logProbs[i], ranks?.[i] ?? 0);
}

/**
 * Returns the ranges to colour. Every token gets the level of its surprisal, of the unit, of the difference, of its
 * state or of its weight, and adjacent tokens of the same level form one range. Tokens of level 0 have no colour and are left out.
 */
export function colouredRanges(reading: ReadTokenValues, scale: ColourScale): ColouredRange[] {
  const { starts, ends } = reading;
  const patches: ColouredRange[] = [];
  let last: ColouredRange | undefined;
  for (let i = 0; i < starts.length; i++) {
    const [start, end] = [starts[i], ends[i]];
    // A token such as `</s>` may cover no text.
    if (start === end) continue;
    const level = levelAt(reading, scale, i);
    // Extends the previous range, so that the space between two words of the same level is coloured too.
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
