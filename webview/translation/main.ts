import './translation.css';
import { NumberFormat } from '../../src/charts/format';
import { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { Channel, type Nothing } from '../../src/protocol/channel';
import type {
  ShownTranslations,
  TranslationPageEvents,
  TranslationPageRequests,
} from '../../src/protocol/translationPage';
import { element, setText } from '../dom';
import { portOf } from '../host';
import { button } from '../toolkit';
import { AlignmentView } from './alignmentView';
import { sourceTable } from './sourceTable';

const texts = new PageTexts();
const { t } = texts;
const numbers = new NumberFormat(() => texts.language);
const vscode = acquireVsCodeApi();
const host = new Channel<TranslationPageRequests, TranslationPageEvents, Nothing, Nothing>(
  portOf(vscode),
  {},
  error => console.error(error),
);
const problem = element('p', 'note warning');
problem.setAttribute('role', 'alert');
problem.hidden = true;
const fail = (error: unknown) => {
  problem.hidden = false;
  setText(problem, texts.explain(error));
};

function show({ model, found }: ShownTranslations): void {
  const alignment = new AlignmentView({ texts, numbers, host, fail });
  const sources = sourceTable({ texts, numbers, found, choose: source => alignment.show(source, found) });
  const facts = [
    t('Model: {0}', oneLine(model)),
    t('iteration {0}', numbers.whole(found.iteration)),
    found.hasAttention ? t('with attention') : t('without attention'),
  ];
  problem.hidden = true;
  document.body.replaceChildren(
    element(
      'main',
      'experiment translation',
      element('h1', '', t('Translations')),
      element('p', 'note secondary', facts.join(' · ')),
      problem,
      sources.box,
      element(
        'div',
        'toolbar',
        button({
          label: t('Copy Targets'),
          press: () => void host.request('copy', undefined).catch(fail),
        }),
      ),
      alignment.box,
    ),
  );
  vscode.setState({ sources: found.sources.map(({ text }) => text) });
  sources.chooseFirst();
}

host.on('translated', show);
host.request('ready', undefined).then(({ translations, language, ...shown }) => {
  texts.use(translations, language);
  show(shown);
}, fail);
