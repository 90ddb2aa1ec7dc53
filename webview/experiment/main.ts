import { plural } from '../../src/common/plural';
import './experiment.css';
import { comparisonText, methodText } from '../../src/charts/comparison/comparisonSentences';
import { curvePlot } from '../../src/charts/experiment/curvePlot';
import { measureText, progressText } from '../../src/charts/experiment/sentences';
import { NumberFormat } from '../../src/charts/format';
import { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { Channel, type Nothing } from '../../src/protocol/channel';
import type { Picture } from '../../src/protocol/dashboard';
import type { ExperimentFigures } from '../../src/protocol/experimentFigures';
import type { ExperimentPageEvents, ExperimentPageRequests } from '../../src/protocol/experimentPage';
import { element, setText } from '../dom';
import { portOf } from '../host';
import { button } from '../toolkit';
import { ClassicSection } from './classicSection';
import { PlotSection } from './plotSection';
import { effectTable, resultTable } from './resultTable';

/** Number of comparisons that are always visible. The user can unfold further comparisons. */
const FEW = 6;

const texts = new PageTexts();
const { t } = texts;
const numbers = new NumberFormat(() => texts.language);
const vscode = acquireVsCodeApi<{ readonly file: string }>();
const host = new Channel<ExperimentPageRequests, ExperimentPageEvents, Nothing, Nothing>(
  portOf(vscode),
  {},
  error => console.error(error),
);
const status = element('p', 'note secondary');
status.setAttribute('role', 'status');

const fail = (error: unknown) => setText(status, texts.explain(error));
const ask = (request: Promise<unknown>) => void request.catch(fail);

function build(): void {
  const title = element('h1');
  const save = (picture: Promise<Picture>) => ask(picture.then(drawn => host.request('save', drawn)));
  const curves = new PlotSection({ texts, numbers, save });
  const classic = new ClassicSection({ texts, numbers, save });
  const problem = element('p', 'note warning');
  const content = element('div', 'content', element('p', 'secondary', t('Reading the results…')));
  const run = button({
    label: t('Run Experiment'),
    primary: true,
    press: () => ask(host.request('run', undefined)),
  });
  const stop = button({ label: t('Stop'), primary: true, press: () => ask(host.request('stop', undefined)) });
  const report = button({
    label: t('Save Report…'),
    press: () => ask(host.request('saveReport', undefined)),
  });
  const compare = button({
    label: t('Open as Comparison'),
    press: () => ask(host.request('compare', undefined)),
  });
  const mix = button({ label: t('Mix the Best…'), press: () => ask(host.request('mix', undefined)) });
  const mean = button({
    label: t('Train the Mean of These…'),
    press: () => ask(host.request('trainMean', undefined)),
  });
  const file = button({ label: t('Open File'), press: () => ask(host.request('openFile', undefined)) });
  for (const hidden of [problem, run, stop, report, compare, mix, mean]) hidden.hidden = true;
  const tools = element('div', 'toolbar', run, stop, report, compare, mix, mean, file);
  document.body.replaceChildren(element('main', 'experiment', title, status, tools, problem, content));

  host.on('progress', progress => {
    const { isActive, total, done, failed, dropped } = progress;
    setText(status, progressText(progress, texts, numbers));
    run.hidden = isActive || done + failed + dropped === total;
    stop.hidden = !isActive;
    problem.hidden = true;
  });
  host.on('figures', figures => {
    const done = figures.conditions.reduce((sum, each) => sum + each.done.length, 0);
    setText(title, oneLine(figures.name));
    report.hidden = done === 0;
    compare.hidden = done < 2;
    mix.hidden = done < 2 || figures.task !== undefined;
    mean.hidden = figures.conditions.filter(each => each.done.length > 0).length < 2;
    curves.box.hidden = figures.curves.length === 0;
    curves.show(look => curvePlot(figures.curves, look, figures.unit), curveText(figures));
    content.replaceChildren(
      ...(done === 0
        ? [emptyText(), classic.box, curves.box]
        : resultsOf(figures, { classic: classic.box, curves: curves.box })),
    );
  });
  host.on('classic', ({ figures }) => classic.show(figures));
  host.on('failed', ({ message }) => {
    problem.hidden = false;
    setText(problem, message);
    if (content.querySelector('table') === null) content.replaceChildren();
  });
}

const emptyText = () =>
  element('p', 'secondary', t('No run is done yet. The results appear here as soon as the first one is.'));

/** Returns a sentence that explains the plot of curves. */
function curveText({ curves, conditions }: ExperimentFigures): string {
  const band = t('Lines: means over the seeds. Bands: their 95% intervals.');
  if (conditions.filter(({ losses }) => losses.length > 0).length <= curves.length) return band;
  return `${t('The {0} conditions with the lowest means.', numbers.whole(curves.length))} ${band}`;
}

function resultsOf(
  figures: ExperimentFigures,
  { classic, curves }: Readonly<Record<'classic' | 'curves', HTMLElement>>,
): HTMLElement[] {
  return [
    ...verdictOf(figures),
    classic,
    element(
      'section',
      '',
      element('h2', '', t('Results')),
      element('p', 'note secondary', measureText(figures, texts)),
      resultTable(figures.conditions, texts, numbers),
    ),
    curves,
    ...(figures.effects.length > 0
      ? [
          element(
            'section',
            '',
            element('h2', '', t('What each setting explains')),
            effectTable(figures.effects, texts, numbers),
          ),
        ]
      : []),
  ];
}

function moreText(others: number): string {
  const count = numbers.whole(others);
  return plural(others, t('{0} more comparison', count), t('{0} more comparisons', count));
}

function verdictOf(figures: ExperimentFigures): HTMLElement[] {
  const { comparisons } = figures;
  if (comparisons.length === 0) return [];
  const sentences = comparisons.map(each =>
    element('li', '', oneLine(comparisonText({ ...each, unit: figures.unit }, texts, numbers))),
  );
  const others = sentences.slice(FEW);
  const fold = element(
    'details',
    'fold',
    element('summary', '', moreText(others.length)),
    element('ul', '', ...others),
  );
  return [
    element(
      'section',
      'verdict',
      element('h2', '', t('Verdict')),
      element('ul', '', ...sentences.slice(0, FEW)),
      ...(others.length > 0 ? [fold] : []),
      element('p', 'note secondary', methodText(figures, texts, numbers)),
    ),
  ];
}

host.request('ready', undefined).then(({ translations, language, file }) => {
  texts.use(translations, language);
  vscode.setState({ file });
  build();
}, fail);
