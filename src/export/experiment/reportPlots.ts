import { curvePlot } from '../../charts/experiment/curvePlot';
import { placePlot } from '../../charts/experiment/placePlot';
import { NumberFormat } from '../../charts/format';
import { pictureOf } from '../../charts/plot/picture';
import { toSvg } from '../../charts/plot/svg';
import { PageTexts } from '../../charts/texts';
import type { ClassicFigures } from '../../protocol/classicFigures';
import type { ConditionCurve, MeasuredUnit } from '../../protocol/experimentFigures';
import { measure, paper } from '../report/paper';

const size = { width: 900, height: 420 };

/** A plot of an experiment's report, as an SVG picture. */
export interface ReportPicture {
  readonly key: 'loss' | 'positions';
  readonly title: string;
  readonly svg: string;
}

/**
 * Draws the plots of an experiment's report, in English: the loss of each condition with its band, and the error at each
 * token if the experiment repeats a classic one.
 */
export function reportPlots(
  curves: readonly ConditionCurve[],
  classic: ClassicFigures | undefined,
  unit?: MeasuredUnit,
): ReportPicture[] {
  const look = { theme: paper, texts: new PageTexts(), numbers: new NumberFormat(() => 'en') };
  const hasPlaces = classic?.conditions.some(({ places }) => places.length > 0);
  const plots = [
    ...(curves.length > 0 ? [{ key: 'loss' as const, content: curvePlot(curves, look, unit) }] : []),
    ...(classic && hasPlaces ? [{ key: 'positions' as const, content: placePlot(classic, look) }] : []),
  ];
  return plots.map(({ key, content }) => ({
    key,
    title: content.title,
    svg: toSvg(pictureOf(content, size, {}, paper, measure)),
  }));
}
