import './kinds.css';
import { NumberFormat } from '../../src/charts/format';
import { kindsPlot } from '../../src/charts/kinds/kindsPlot';
import { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { kindNames } from '../../src/common/kindNames';
import { Channel, type Nothing } from '../../src/protocol/channel';
import type { Picture } from '../../src/protocol/dashboard';
import {
  type Budget,
  type ComparedResult,
  isCompared,
  type KindsRecord,
} from '../../src/protocol/kindsComparison';
import type { KindsPageEvents, KindsPageRequests } from '../../src/protocol/kindsPage';
import { reasonOf } from '../../src/protocol/message';
import { element, setText } from '../dom';
import { PlotSection } from '../experiment/plotSection';
import { portOf } from '../host';
import { comparisonTools } from './comparisonTools';
import { modelTools } from './modelTools';
import { groupTable, resultTable } from './tables';

const texts = new PageTexts();
const { t } = texts;
const numbers = new NumberFormat(() => texts.language);
const vscode = acquireVsCodeApi<{ readonly id: string }>();
const host = new Channel<KindsPageRequests, KindsPageEvents, Nothing, Nothing>(portOf(vscode), {}, error =>
  console.error(error),
);
const problem = element('p', 'note warning');
problem.hidden = true;
const say = (message: string) => {
  problem.hidden = message === '';
  setText(problem, message);
};
const ask = (request: Promise<unknown>) => {
  say('');
  request.catch(error => say(t('An unexpected error occurred: {0}', reasonOf(error))));
};

function build(): void {
  const title = element('h1');
  const facts = element('p', 'note secondary');
  const status = element('p', 'note secondary');
  status.setAttribute('role', 'status');
  const tools = comparisonTools(texts, request => ask(host.request(request, undefined)));
  const models = modelTools({
    texts,
    compare: pair => ask(host.request('compareInText', pair)),
    save: model => ask(host.request('saveModel', { model })),
  });
  const save = (picture: Promise<Picture>) => ask(picture.then(drawn => host.request('save', drawn)));
  const ports = { texts, numbers, save, hasTable: false };
  const plots = { seconds: new PlotSection(ports), parameters: new PlotSection(ports) };
  const content = element('div', 'content');
  document.body.replaceChildren(
    element('main', 'experiment kinds', title, facts, status, tools.box, models.box, problem, content),
  );

  host.on('comparison', ({ record, isActive }) => {
    const compared = record.results.filter(isCompared);
    setText(title, oneLine(t('Kinds of models on {0}', record.text.name)));
    setText(facts, factsOf(record));
    setText(status, statusOf(record));
    tools.show(record, isActive);
    models.show(compared);
    for (const over of ['seconds', 'parameters'] as const)
      plots[over].show(look => kindsPlot(compared, over, look), '');
    content.replaceChildren(
      ...refusals(record),
      ...(compared.length === 0 ? [] : sections(compared, plots.seconds.box, plots.parameters.box)),
    );
  });
  host.on('deleted', () => {
    setText(status, t('This comparison was deleted.'));
    tools.showDeletion();
    models.show([]);
    content.replaceChildren();
  });
  host.on('progress', ({ model, seed, share }) => {
    const done = share > 0 ? `: ${numbers.wholePercent(share)}` : '';
    setText(status, `${t('Training {0}, seed {1}', t(kindNames[model]), numbers.whole(seed))}${done}`);
  });
  host.on('failed', ({ message }) => say(message));
}

/** Returns the sections of the page: the results, the plots and the groups of tokens. */
function sections(compared: readonly ComparedResult[], ...plots: readonly HTMLElement[]): HTMLElement[] {
  const note = t('The best and the worst group of a model have at least 20 tokens.');
  const groups = groupTable(compared, texts, numbers);
  return [
    section(t('Results'), resultTable(compared, texts, numbers)),
    ...plots,
    section(t('Perplexity by group of tokens'), element('p', 'note secondary', note), groups),
  ];
}

const section = (heading: string, ...parts: HTMLElement[]) =>
  element('section', '', element('h2', '', heading), ...parts);

function factsOf({ options: { budget, seeds }, heldOut }: KindsRecord): string {
  return [
    ...limitsOf(budget),
    t('Seeds: {0}', numbers.whole(seeds)),
    t('Held-out tokens: {0}', numbers.whole(heldOut)),
  ].join(' · ');
}

function limitsOf({ tokens, seconds, parameters }: Budget): string[] {
  return [
    ...(tokens === undefined ? [] : [t('Tokens: at most {0}', numbers.whole(tokens))]),
    ...(seconds === undefined ? [] : [t('Seconds: at most {0}', numbers.precise(seconds))]),
    ...(parameters === undefined ? [] : [t('Parameters: at most {0}', numbers.whole(parameters))]),
  ];
}

const statusOf = ({ results, options }: KindsRecord) =>
  t('{0} of {1} kinds', numbers.whole(results.length), numbers.whole(options.models.length));

/** Returns a line for each kind that could not be compared. The reasons contain the ids of the kinds. */
function refusals({ results }: KindsRecord): HTMLElement[] {
  return results.flatMap(result => {
    if (isCompared(result)) return [];
    const { template, args } = result.reason;
    const named = args.map(arg => (arg === result.model ? t(kindNames[result.model]) : arg));
    return [element('p', 'note warning', texts.message({ template, args: named }))];
  });
}

host.request('ready', undefined).then(
  ({ translations, language, id }) => {
    texts.use(translations, language);
    vscode.setState({ id });
    build();
  },
  error => say(reasonOf(error)),
);
