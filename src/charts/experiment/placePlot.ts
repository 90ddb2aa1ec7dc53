import { oneLine } from '../../common/harmlessText';
import type { ClassicFigures } from '../../protocol/classicFigures';
import type { PlotContent } from '../plot/content';
import { penOf } from '../plot/theme';
import { IntervalData } from './intervalData';
import type { PlotLook } from './plotLook';

/** The estimated width of a letter and the minimum gap between two tokens on the axis, in pixels. */
const [LETTER, GAP] = [7, 10];

/**
 * Returns a plot of the error at each token of a text, for each condition: the mean over the runs, with its 95 % interval
 * as a band. Where a pattern repeats, as in XOR in time, the curve is a saw-tooth.
 */
export function placePlot(
  { tokens, conditions }: Pick<ClassicFigures, 'tokens' | 'conditions'>,
  { theme, texts, numbers }: PlotLook,
): PlotContent {
  const { t } = texts;
  const tokenAt = (place: number) => tokens[Math.round(place) - 1];
  return {
    title: t('Error by position'),
    x: {
      ...{ label: t('Token of a new text'), kind: 'whole', logarithmic: false },
      room: LETTER * Math.max(...tokens.map(({ length }) => length)) + GAP,
      brief: place => tokenAt(place) ?? '',
      exact: place => `${Math.round(place)}: ${tokenAt(place) ?? ''}`,
    },
    y: {
      ...{ label: '1 - P', kind: 'real', logarithmic: false },
      brief: value => numbers.precise(value),
      exact: value => numbers.precise(value, 3),
    },
    curves: conditions
      .filter(({ places }) => places.length > 0)
      .map(({ name, places }, i) => ({
        ...{ label: oneLine(name), pen: penOf(theme, i), style: 'marked', emphasis: undefined },
        data: new IntervalData(places.map(({ place, ...point }) => ({ x: place, ...point }))),
      })),
    rules: [],
    marks: [],
  };
}
