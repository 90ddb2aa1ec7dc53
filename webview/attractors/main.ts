import './attractors.css';
import { NumberFormat } from '../../src/charts/format';
import { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import type { AttractorEvents, AttractorPageRequests, AttractorText } from '../../src/protocol/attractors';
import { Channel, type Nothing } from '../../src/protocol/channel';
import type { Picture } from '../../src/protocol/dashboard';
import { element, setText } from '../dom';
import { portOf } from '../host';
import { CapacityView } from './capacityView';
import { firstChoice, type RecallChoice, recallParams, SEED } from './choice';
import { recallControls } from './recallControls';
import { RecallView } from './recallView';

/** What VS Code keeps for the page, so that it can be restored. */
interface KeptPage {
  readonly text: AttractorText;
  readonly choice: RecallChoice;
}

const texts = new PageTexts();
const { t } = texts;
const numbers = new NumberFormat(() => texts.language);
const vscode = acquireVsCodeApi<KeptPage>();
const host = new Channel<AttractorPageRequests, AttractorEvents, Nothing, Nothing>(
  portOf(vscode),
  {},
  error => console.error(error),
);
const problem = element('p', 'note warning');
problem.hidden = true;
const fail = (error: unknown) => {
  problem.hidden = false;
  setText(problem, texts.explain(error));
};

function build(text: AttractorText): void {
  const { lines } = text.collected;
  const save = (picture: Promise<Picture>) =>
    void picture.then(drawn => host.request('save', drawn)).catch(fail);
  const ports = { texts, numbers, save };
  const recall = new RecallView(ports);
  const capacity = new CapacityView(ports);
  let choice = vscode.getState()?.choice ?? firstChoice(lines.length);
  let isAsking = false;

  /** Requests the recall that is chosen. While a request is pending, later choices wait, and only the last one counts. */
  const ask = async () => {
    if (isAsking) return;
    isAsking = true;
    try {
      for (let asked: RecallChoice | undefined; asked !== choice; ) {
        asked = choice;
        const found = await host.request('recall', recallParams(lines, asked));
        problem.hidden = true;
        recall.show(found, asked.line, lines.slice(0, asked.stored));
      }
    } finally {
      isAsking = false;
    }
  };
  const changed = (chosen: RecallChoice) => {
    choice = chosen;
    vscode.setState({ text, choice });
    capacity.show(undefined, choice.stored);
    ask().catch(fail);
  };
  const controls = recallControls({ texts, numbers, lines, choice, changed });
  host.on('measured', ({ share }) => capacity.progress(share));
  document.body.replaceChildren(
    element(
      'main',
      'experiment attractors',
      element('h1', '', oneLine(t('Attractor network of {0}', text.name))),
      element('p', 'note secondary', factsOf(text)),
      controls,
      problem,
      recall.box,
      capacity.box,
      boltzmann(),
    ),
  );
  changed(choice);
  capacity.progress(0);
  host
    .request('measure', { lines, seed: SEED })
    .then(measured => capacity.show(measured, choice.stored))
    .catch(fail);
}

function factsOf({ collected: { lines, cut, repeated, hasMore } }: AttractorText): string {
  return [
    t('512 units: 32 characters of 16 random bits each'),
    t('Distinct lines: {0}', numbers.whole(lines.length)),
    ...(cut > 0 ? [t('Cut after 32 characters: {0}', numbers.whole(cut))] : []),
    ...(repeated > 0 ? [t('Repeated and left out: {0}', numbers.whole(repeated))] : []),
    ...(hasMore ? [t('Further lines are not used.')] : []),
  ].join(' · ');
}

/** Returns a section that says how Boltzmann machines are related, and why there are none here. */
function boltzmann(): HTMLElement {
  return element(
    'section',
    '',
    element('h2', '', t('Boltzmann machines')),
    element(
      'p',
      'note',
      t(
        'A Boltzmann machine (Ackley, Hinton & Sejnowski 1985) has the same energy, but its units change at random, by a temperature, and it can have hidden units, whose weights are learned. Learning is slow and often fails: in our trial of the 4-2-4 encoder with exact gradients, 11 of 50 seeds found four distinct codes in 1,500 steps. Elman Lab has none.',
      ),
    ),
  );
}

host.request('ready', undefined).then(({ translations, language, text }) => {
  texts.use(translations, language);
  build(text);
}, fail);
