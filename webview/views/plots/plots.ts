import { labelsOf } from '../../../src/charts/comparison/labels';
import { groupingOf } from '../../../src/charts/comparison/seeds';
import { clippedNote, clippedPlot } from '../../../src/charts/plots/clipped';
import type { PlotContext, PlotKind } from '../../../src/charts/plots/kind';
import { learningRatePlot } from '../../../src/charts/plots/learningRate';
import { chosenLossUnit, lossPlot, lossUnitsOf } from '../../../src/charts/plots/loss';
import { chosenGroup, groupsOf, normsPlot } from '../../../src/charts/plots/norms';
import { parameterMeaning } from '../../../src/charts/plots/parameterMeanings';
import { steadyWords } from '../../../src/charts/plots/steadyValues';
import { timeAxis } from '../../../src/charts/plots/timeAxis';
import type { LossUnit } from '../../../src/charts/runs/lossEstimate';
import { element, setText } from '../../dom';
import { drawnRuns, emphasisOf } from '../../drawnRuns';
import type { Page, View } from '../../page';
import { chooser } from '../inputs';
import { type CardOptions, plotCard } from './plotCard';
import { plotToolbar } from './plotToolbar';

const HEIGHT = 180;

type PlotKey = 'loss' | 'norms' | 'clipped' | 'learningRate';

/** The views of the plots over time. */
export interface PlotsView {
  /** Collects the data that the cards draw. Must be called before the cards are updated. */
  readonly prepare: () => void;
  readonly cards: Readonly<Record<PlotKey, View>>;
  /** Shows values that need no plot, such as a constant learning rate, as text. */
  readonly steady: View;
  /** The choices that apply to all plots over time. */
  readonly choices: View;
}

/** Returns the views of the plots over time, and the toolbar that applies to all of them. */
export function plotsView(page: Page): PlotsView {
  const { state, texts } = page;
  const toolbar = plotToolbar(page);
  const unit = chooser(key => {
    // Resets the zoom, whose range has the previous unit of the loss.
    page.across.up('loss').value = undefined;
    state.set({ lossUnit: key as LossUnit });
    page.refresh();
  });
  const parameters = chooser(key => {
    state.set({ norms: key });
    page.refresh();
  });
  let context: PlotContext | undefined;
  const card = (key: PlotKey, kind: PlotKind, more: Partial<CardOptions> = {}) =>
    plotCard(page, {
      key,
      height: HEIGHT,
      across: page.across,
      content: () => context && kind.content(context),
      all: {
        value: () => state.value.whole[key] ?? false,
        set: all => state.set({ whole: { ...state.value.whole, [key]: all } }),
      },
      setLogarithmic: logarithmic => {
        state.set({ logarithmic: { ...state.value.logarithmic, [key]: logarithmic } });
      },
      ...more,
    });
  const loss = card('loss', lossPlot, { controls: [unit.box] });
  const norms = card('norms', normsPlot, {
    controls: [parameters.box],
    note: () => normsNote(page, context),
  });
  const steady = element('p', 'steady');
  const hint = element('p', 'secondary note');

  return {
    prepare() {
      context = plotContextOf(page);
    },
    cards: {
      loss: {
        box: loss.box,
        update() {
          if (!context) return;
          unit.name(texts.t('Measure'));
          unit.show(lossUnitsOf(context), chosenLossUnit(context).key);
          loss.update();
        },
      },
      norms: {
        box: norms.box,
        update() {
          if (!context) return;
          const groups = groupsOf(context);
          parameters.name(texts.t('Parameters'));
          parameters.show(groups, chosenGroup(groups, context)?.key ?? '');
          norms.update();
        },
      },
      clipped: card('clipped', clippedPlot),
      learningRate: card('learningRate', learningRatePlot),
    },
    steady: {
      box: steady,
      update() {
        if (context) setText(steady, steadyWords(context).join('\n'));
      },
    },
    choices: {
      box: element('div', '', toolbar.box, hint),
      update() {
        toolbar.update();
        setText(
          hint,
          texts.t(
            'Drag along either axis to zoom, Shift+drag to pan, double-click to reset. Drag a title to move its plot. Keys: ← → read values, + − zoom, Shift+↑ ↓ zoom the y axis, 0 resets.',
          ),
        );
      },
    },
  };
}

/**
 * Returns the note below the plot of gradient norms. It says what the plot shows, which parts of the network
 * the parameters connect, and what is clipped.
 */
function normsNote(page: Page, context: PlotContext | undefined): string | undefined {
  const { t } = page.texts;
  const parts = (context && chosenGroup(groupsOf(context), context)?.parts) ?? [];
  const parameters = parts.flatMap(({ label }) => {
    const meaning = parameterMeaning(label);
    return meaning === undefined ? [] : [`${label}: ${t(meaning)}`];
  });
  const lines = [
    t('Length of the gradient: how strongly an update pulls at the weights.'),
    parameters.join(' · '),
    (page.model.current && clippedNote(page.model.current, page)) ?? '',
  ];
  return lines.filter(line => line !== '').join('\n');
}

function plotContextOf(page: Page): PlotContext {
  const { model, state, texts, numbers } = page;
  const labels = labelsOf(model.runs);
  return {
    runs: drawnRuns(page),
    label: id => labels.get(id) ?? id,
    emphasis: id => emphasisOf(page, id),
    compares: model.shown.ids.length > 1,
    state: { ...state.value, group: groupingOf(state.value.group, model.runs) },
    x: timeAxis(state.value.x, state.value.logX, texts, numbers),
    theme: page.theme(),
    texts,
    numbers,
    store: page.series,
  };
}
