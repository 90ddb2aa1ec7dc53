import 'uplot/dist/uPlot.min.css';
import './styles.css';
import { element, setText } from './dom';
import { Numbers } from './format';
import { connect, pageState } from './host';
import { Model } from './model';
import { explain, type Page } from './page';
import { Texts } from './texts';
import { chartsView } from './views/charts';
import { configurationView } from './views/configuration';
import { controlsView } from './views/controls';
import { emptyView } from './views/empty';
import { figuresView } from './views/figures';
import { flowView } from './views/flow';
import { headerView } from './views/header';
import { sampleView } from './views/sample';

const model = new Model();
const texts = new Texts();
const status = element('div', 'status');
status.setAttribute('role', 'status');
const host = connect(error => console.error(error));
const page: Page = {
  host,
  model,
  texts,
  numbers: new Numbers(() => texts.language),
  say: message => setText(status, message),
  refresh: () => schedule(),
};

const empty = emptyView(page);
const views = [
  ...[headerView, controlsView, figuresView, chartsView],
  ...[sampleView, flowView, configurationView],
].map(make => make(page));
const [header, controls, figures, charts, samples, flow, configuration] = views.map(view => view.box);
const side = element('div', 'side', samples, flow, configuration);
const dashboard = element('main', 'dashboard', header, controls, status, figures, charts, side);

let isScheduled = false;
function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    draw();
  });
}

function draw(): void {
  const shown = model.run ? dashboard : empty.box;
  if (shown.parentNode !== document.body) {
    if (shown === dashboard) controls.after(status);
    else empty.box.append(status);
    document.body.replaceChildren(shown);
  }
  for (const view of model.run ? views : [empty]) view.update();
}

function show(snapshot: Parameters<Model['snapshot']>[0]): void {
  texts.use(snapshot.translations, snapshot.language);
  model.snapshot(snapshot);
  const run = snapshot.run?.id;
  if (run !== pageState.get().run) pageState.set({ run, zoom: undefined, sample: undefined });
  const { sample } = pageState.get();
  if (sample !== undefined) model.chooseSample(sample);
  schedule();
}

host.on('snapshot', show);
host.on('metrics', news => {
  model.metrics(news);
  schedule();
});
host.on('sample', news => {
  model.sample(news);
  schedule();
});
host.on('run', record => {
  model.record(record);
  schedule();
});
host.ask('ready', undefined).then(show, error => {
  page.say(explain(page, error));
  schedule();
});
