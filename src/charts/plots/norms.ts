import { liveValue } from '../../common/liveValue';
import type { HorizontalLine } from '../plot/content';
import type { RunData } from '../runs/runData';
import { curvesOf, type PlotContext, type PlotKind, plotOf } from './kind';
import { comparedNorms, type NormGroup, normGroups } from './normGroups';

/** Returns the groups of gradient norms that can be plotted for these runs. */
export function groupsOf({ runs, compares, texts }: PlotContext): readonly NormGroup[] {
  const names = runs.map(({ table }) => table.names);
  return compares ? comparedNorms(names, texts) : normGroups(names[0] ?? [], texts);
}

/**
 * Returns the group that the user chose or, if these runs have no such group, the first group. Undefined if
 * there are no groups.
 */
export function chosenGroup(groups: readonly NormGroup[], { state }: PlotContext): NormGroup | undefined {
  return groups.find(({ key }) => key === state.norms) ?? groups[0];
}

/**
 * Plots the gradient norm of all parameters together, and the gradient norm of each parameter. Also shows the
 * clip threshold.
 */
export const normsPlot: PlotKind<'norms'> = {
  key: 'norms',
  logarithmic: true,
  content(context) {
    const { texts, runs, compares } = context;
    const group = chosenGroup(groupsOf(context), context);
    const curves = (group?.parts ?? []).flatMap(part =>
      curvesOf(context, { ...part, style: 'line', isNoisy: true }),
    );
    const part = compares && group && group.parts[0].color > 0 ? ` · ${group.label}` : '';
    const title = texts.t('Gradient norm before clipping') + part;
    return plotOf(context, normsPlot, title, curves, { rules: thresholds(runs, context) });
  },
};

/**
 * Returns a horizontal line for each distinct clip threshold that the runs use now. A threshold for single
 * elements has no line, because it does not limit norms.
 */
function thresholds(runs: readonly RunData[], { texts, numbers }: PlotContext): HorizontalLine[] {
  const values = runs
    .filter(({ record }) => record.settings['training.gradientClipBy'] !== 'element')
    .map(({ record }) => liveValue(record, 'training.gradientClip'));
  return [...new Set(values)]
    .filter(value => value > 0)
    .map(value => ({ value, label: texts.t('Clip threshold {0}', numbers.precise(value)) }));
}
