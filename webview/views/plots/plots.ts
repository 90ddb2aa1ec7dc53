import { labelsOf } from '../../../src/charts/comparison/labels';
import { groupingOf } from '../../../src/charts/comparison/seeds';
import type { PlotContext, PlotKind } from '../../../src/charts/plots/kind';
import { type PlotKey, plotKinds } from '../../../src/charts/plots/plotKinds';
import { steadyTexts } from '../../../src/charts/plots/steadyValues';
import { timeAxis } from '../../../src/charts/plots/timeAxis';
import { element, setText } from '../../dom';
import { drawnRuns, emphasisOf } from '../../drawnRuns';
import type { Page, View } from '../../page';
import { plotCard } from './plotCard';
import { type PlotExtras, plotExtras } from './plotExtras';
import { plotToolbar } from './plotToolbar';

const HEIGHT = 180;

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
  let context: PlotContext | undefined;
  const extras = plotExtras(page);
  const cards = plotKinds.map(kind => [kind.key, cardOf(page, kind, () => context, extras[kind.key])]);
  const steady = element('p', 'steady');
  return {
    prepare() {
      context = plotContextOf(page);
    },
    cards: Object.fromEntries(cards) as Record<PlotKey, View>,
    steady: {
      box: steady,
      update() {
        if (context) setText(steady, steadyTexts(context).join('\n'));
      },
    },
    choices: choicesView(page),
  };
}

/** Returns the card of a plot. `contextOf` returns undefined before the first update of the page. */
function cardOf(
  page: Page,
  kind: PlotKind<PlotKey>,
  contextOf: () => PlotContext | undefined,
  extras: PlotExtras | undefined,
): View {
  const { key } = kind;
  const { state } = page;
  const { box, update } = plotCard(page, {
    key,
    height: HEIGHT,
    across: page.across,
    content: () => {
      const context = contextOf();
      return context && kind.content(context);
    },
    all: {
      value: () => state.value.whole[key] ?? false,
      set: all => state.set({ whole: { ...state.value.whole, [key]: all } }),
    },
    setLogarithmic: logarithmic => {
      state.set({ logarithmic: { ...state.value.logarithmic, [key]: logarithmic } });
    },
    controls: extras?.control ? [extras.control] : [],
    note: () => {
      const context = contextOf();
      return context && extras?.note?.(context);
    },
  });
  return {
    box,
    update() {
      const context = contextOf();
      if (context) extras?.update?.(context);
      update();
    },
  };
}

function choicesView(page: Page): View {
  const toolbar = plotToolbar(page);
  const hint = element('p', 'secondary note');
  return {
    box: element('div', '', toolbar.box, hint),
    update() {
      toolbar.update();
      setText(
        hint,
        page.texts.t(
          'Drag along either axis to zoom, Shift+drag to pan, double-click to reset. Drag a title to move its plot. Keys: ← → read values, + − zoom, Shift+↑ ↓ zoom the y axis, 0 resets.',
        ),
      );
    },
  };
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
