import './styles/index.css';
import { NumberFormat } from '../src/charts/format';
import { SeriesStore } from '../src/charts/series/seriesStore';
import { PageTexts } from '../src/charts/texts';
import { Board } from './board/board';
import { FullScreen } from './board/fullScreen';
import { DashboardModel } from './dashboardModel';
import { element, setText } from './dom';
import { connect } from './host';
import { narrow } from './narrow';
import { Observable } from './observable';
import type { Page } from './page';
import { PlotReadout } from './plot/readout';
import { onThemeChange, readTheme } from './plot/readTheme';
import { SharedAxis } from './plot/sharedAxis';
import { cardsView } from './views/cards';
import { comparisonView } from './views/comparison/comparison';
import { parallelView } from './views/comparison/parallel';
import { runsBar } from './views/comparison/runsBar';
import { verdictView } from './views/comparison/verdict';
import { emptyView } from './views/empty';
import { fold } from './views/fold';
import { calibrationCard } from './views/labels/calibrationCard';
import { RunEvaluation } from './views/labels/evaluation';
import { labelSection } from './views/labels/labelSection';
import { plotsView } from './views/plots/plots';
import { configurationTitle, configurationView } from './views/run/configuration';
import { controlsView } from './views/run/controls';
import { figuresView } from './views/run/figures';
import { heldOutNote } from './views/run/heldOutNote';
import { headerView } from './views/run/runHeader';
import { activationsView } from './views/samples/activations';
import { flowView } from './views/samples/flow';
import { sampleView } from './views/samples/sample';
import { TranslatorEvaluations } from './views/translation/evaluations';
import { exactByLengthCard } from './views/translation/exactByLengthCard';
import { translationSection } from './views/translation/translationSection';

const model = new DashboardModel();
const texts = new PageTexts();
const status = element('div', 'status');
status.setAttribute('role', 'status');
const { host, state } = connect(error => console.error(error));
let theme = readTheme();
onThemeChange(() => {
  theme = readTheme();
});
const page: Page = {
  host,
  state,
  model,
  texts,
  numbers: new NumberFormat(() => texts.language),
  series: new SeriesStore(),
  theme: () => theme,
  across: new SharedAxis(),
  board: new Board(state),
  fullScreen: new FullScreen(),
  highlight: new Observable<string | undefined>(undefined),
  say: message => setText(status, message),
  refresh: () => schedule(),
};

const empty = emptyView(page);
const controls = controlsView(page);
const above = [runsBar, verdictView].map(make => make(page));
const compared = [comparisonView, parallelView].map(make => make(page));
const header = headerView(page);
const figures = figuresView(page);
const heldOut = heldOutNote(page);
const evaluation = new RunEvaluation(page);
const labels = labelSection(page, evaluation);
const evaluations = new TranslatorEvaluations(page);
const translation = translationSection(page, evaluations);
const plots = plotsView(page);
const cards = cardsView(page, {
  ...plots.cards,
  sample: sampleView(page),
  flow: flowView(page),
  activations: activationsView(page),
  calibration: calibrationCard(page, evaluation),
  exactByLength: exactByLengthCard(page, evaluations),
});
const units = fold(page, {
  key: 'units',
  title: () => texts.t('Hidden activations'),
  contents: [cards.units],
});
/**
 * The parts of the page that the user can fold, below the pinned cards: the other cards, the choices for
 * plots, and the configuration.
 */
const folds = [
  fold(page, {
    key: 'more',
    title: () => texts.t('More plots'),
    contents: [cards.more, plots.steady],
    // Empty only before the first measurement, because after it this part shows at least the speed.
    isEmpty: () => model.runs.every(({ table }) => table.rows === 0),
  }),
  units,
  fold(page, { key: 'axes', title: () => texts.t('X axis and smoothing'), contents: [plots.choices] }),
  fold(page, {
    key: 'configuration-fold',
    title: () => configurationTitle(page),
    contents: [configurationView(page)],
  }),
];
const views = [
  ...above,
  ...compared,
  header,
  controls,
  figures,
  heldOut,
  labels,
  translation,
  cards.first,
  ...folds,
];
const dashboard = element(
  'main',
  'dashboard',
  ...above.map(({ box }) => box),
  header.box,
  controls.box,
  status,
  figures.box,
  heldOut.box,
  cards.first.box,
  labels.box,
  translation.box,
  ...folds.map(({ box }) => box),
  page.fullScreen.box,
);
/**
 * Puts the table and the axes of a comparison after the plots, which then need no scrolling. In a narrow page,
 * the table is a short list of the runs and comes first.
 */
const placeComparison = () => {
  const before = narrow.matches ? above[above.length - 1] : cards.first;
  before.box.after(...compared.map(({ box }) => box));
};
placeComparison();
narrow.addEventListener('change', placeComparison);
new PlotReadout(page.across);
page.across.onZoom(() => state.set(page.across.zooms));
page.fullScreen.onClose(() => page.refresh());

let isScheduled = false;
function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    draw();
  });
}

/** Draws the page. Does nothing while the page does not know yet what to show. */
function draw(): void {
  if (model.isLoading) return;
  const shown = model.current ? dashboard : empty.box;
  if (shown.parentNode !== document.body) {
    if (shown === dashboard) controls.box.after(status);
    else empty.box.append(status);
    document.body.replaceChildren(shown);
  }
  if (model.current) plots.prepare();
  for (const view of model.current ? views : [empty]) view.update();
}

/**
 * Restores the stored zoom. Resets the zoom and the chosen sample if they were stored for other runs than
 * those that are shown.
 */
function keepPlace(): void {
  const runs = [...model.shown.ids].sort().join(' ');
  if (runs !== state.value.runs) state.set({ runs, zoom: undefined, up: {}, sample: undefined });
  page.across.zooms = state.value;
}

host.on('shown', shown => {
  model.show(shown);
  if (!shown.ids.includes(page.highlight.value ?? '')) page.highlight.value = undefined;
  keepPlace();
  schedule();
});
host.on('opened', opened => {
  model.open(opened);
  const { sample } = state.value;
  if (opened.run.id === model.shown.current && sample !== undefined) model.chooseSample(sample);
  schedule();
});
host.on('update', update => {
  model.update(update);
  schedule();
});
const unfoldable = { units };
host.on('unfold', ({ part }) => unfoldable[part].reveal());
page.highlight.onChange(schedule);
onThemeChange(schedule);
host.request('ready', undefined).then(
  snapshot => {
    texts.use(snapshot.translations, snapshot.language);
    model.snapshot(snapshot);
    keepPlace();
    if (snapshot.unfold) unfoldable[snapshot.unfold].reveal();
    schedule();
  },
  error => {
    model.fail();
    page.say(page.texts.explain(error));
    schedule();
  },
);
