import { labelsOf } from '../../../src/charts/comparison/labels';
import { plotKinds } from '../../../src/charts/plots';
import type { PlotContext, PlotKind } from '../../../src/charts/plots/kind';
import { chosenLossUnit, lossPlot, lossUnitsOf } from '../../../src/charts/plots/loss';
import { chosenGroup, groupsOf, normsPlot } from '../../../src/charts/plots/norms';
import { steadyWords } from '../../../src/charts/plots/steady';
import { timeAxis } from '../../../src/charts/plots/timeAxis';
import type { LossUnit } from '../../../src/charts/runs/lossEstimate';
import { element, setText } from '../../dom';
import { drawnRuns, emphasisOf } from '../../drawnRuns';
import type { Page, View } from '../../page';
import { chooser } from '../inputs';
import { plotCard } from './plotCard';
import { plotToolbar } from './plotToolbar';

const HEIGHT = 180;

/** The plots over time. `loss` is updated first: it prepares what the others draw. */
export interface PlotsView {
  /** The plots that are always visible. */
  readonly loss: View;
  readonly norms: View;
  /** The other plots, and in words what needs no plot. */
  readonly more: View;
  /** The choices that apply to all plots over time. */
  readonly choices: View;
}

/** The plots over time, and the toolbar for all of them. */
export function plotsView(page: Page): PlotsView {
  const { state, texts } = page;
  const toolbar = plotToolbar(page);
  const unit = chooser(key => {
    state.set({ lossUnit: key as LossUnit });
    page.refresh();
  });
  const parameters = chooser(key => {
    state.set({ norms: key });
    page.refresh();
  });
  const controls: Readonly<Record<string, readonly HTMLElement[]>> = {
    [lossPlot.key]: [unit.box],
    [normsPlot.key]: [parameters.box],
  };
  let context: PlotContext | undefined;
  const card = (kind: PlotKind) =>
    plotCard(page, {
      height: HEIGHT,
      across: page.across,
      content: () => context && kind.content(context),
      controls: controls[kind.key],
      all: {
        value: () => state.value.whole[kind.key] ?? false,
        set: all => state.set({ whole: { ...state.value.whole, [kind.key]: all } }),
      },
      setLogarithmic: logarithmic => {
        state.set({ logarithmic: { ...state.value.logarithmic, [kind.key]: logarithmic } });
      },
    });
  const [loss, norms] = [card(lossPlot), card(normsPlot)];
  const others = plotKinds.filter(kind => kind !== lossPlot && kind !== normsPlot).map(card);
  const clipped = element('p', 'secondary note');
  const steady = element('p', 'steady');
  const hint = element('p', 'secondary note');

  return {
    loss: {
      box: element('div', 'plots', loss.box),
      update() {
        context = plotContextOf(page);
        unit.name(texts.t('Measure'));
        unit.show(lossUnitsOf(context), chosenLossUnit(context).key);
        loss.update();
      },
    },
    norms: {
      box: element('div', 'plots', norms.box, clipped),
      update() {
        if (!context) return;
        const groups = groupsOf(context);
        parameters.name(texts.t('Parameters'));
        parameters.show(groups, chosenGroup(groups, context)?.key ?? '');
        norms.update();
        const words = clippedNote(page);
        clipped.hidden = words === undefined;
        setText(clipped, words ?? '');
      },
    },
    more: {
      box: element('div', 'plots', ...others.map(({ box }) => box), steady),
      update() {
        if (!context) return;
        for (const { update } of others) update();
        setText(steady, steadyWords(context).join('\n'));
      },
    },
    choices: {
      box: element('div', '', toolbar.box, hint),
      update() {
        toolbar.update();
        setText(hint, texts.t('Drag to zoom, Shift+drag to pan, double-click to reset.'));
      },
    },
  };
}

/** Says which share of the gradient's elements was clipped last. Undefined if the run has no such figure. */
function clippedNote({ model, texts, numbers }: Page): string | undefined {
  const share = model.current?.table.last('clipped') ?? Number.NaN;
  if (Number.isNaN(share)) return undefined;
  return texts.t('Clipped: {0} of the elements.', numbers.smallPercent(share));
}

function plotContextOf(page: Page): PlotContext {
  const { model, state, texts, numbers } = page;
  const labels = labelsOf(model.runs);
  return {
    runs: drawnRuns(page),
    label: id => labels.get(id) ?? id,
    emphasis: id => emphasisOf(page, id),
    compares: model.shown.ids.length > 1,
    state: state.value,
    x: timeAxis(state.value.x, state.value.logX, texts, numbers),
    theme: page.theme(),
    texts,
    numbers,
    store: page.series,
  };
}
