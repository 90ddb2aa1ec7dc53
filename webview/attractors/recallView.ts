import { endText } from '../../src/charts/attractors/endText';
import { type DrawnRecall, distancePlot, energyPlot } from '../../src/charts/attractors/recallPlots';
import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { type AttractorRecall, UNITS } from '../../src/protocol/attractors';
import type { Picture } from '../../src/protocol/dashboard';
import { element, setText } from '../dom';
import { figureTable } from '../experiment/figureTable';
import { PlotSection } from '../experiment/plotSection';
import { StepPlayer } from '../inspection/stepPlayer';
import { prefersLessMotion } from '../motion';
import { button } from '../toolkit';
import { stateText } from './stateText';

/** Maximum number of stored lines whose weights are listed. */
const WEIGHTS = 5;

export interface RecallViewPorts {
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly save: (picture: Promise<Picture>) => void;
}

/** Shows a recall step by step: the text of the state, how it ended, its energy and its distances. */
export class RecallView {
  readonly box: HTMLElement;
  private readonly stored = element('dd');
  private readonly start = element('dd');
  private readonly now = element('dd');
  private readonly nowName = element('dt');
  private readonly end = element('p', 'end');
  private readonly figures = element('p', 'note secondary');
  private readonly weights = element('div');
  private readonly energy: PlotSection;
  private readonly distances: PlotSection;
  private recall: AttractorRecall | undefined;
  private line = 0;
  private lines: readonly string[] = [];
  /** The step 1 is the start. */
  private readonly player = new StepPlayer(() => this.draw());

  constructor(private readonly ports: RecallViewPorts) {
    const { t } = ports.texts;
    this.energy = new PlotSection(ports);
    this.distances = new PlotSection(ports);
    this.end.setAttribute('role', 'status');
    const head = (text: string) => element('dt', '', text);
    const states = element('dl', 'states');
    states.append(head(t('Stored line')), this.stored, head(t('Start')), this.start, this.nowName, this.now);
    const key = t(
      'Underlined: some of the 16 bits differ from the code. ▒: not readable, because more than 3 bits differ or several codes are equally near.',
    );
    const plots = element('div', 'plots', this.energy.box, this.distances.box);
    const parts = [states, this.stepButtons(), this.figures, this.end, this.weights, plots];
    this.box = element(
      'section',
      'recall',
      ...parts.slice(0, 1),
      element('p', 'note secondary', key),
      ...parts.slice(1),
    );
  }

  show(recall: AttractorRecall, line: number, lines: readonly string[]): void {
    this.recall = recall;
    this.line = line;
    this.lines = lines;
    this.player.steps = recall.steps.length;
    this.player.move(Number.POSITIVE_INFINITY);
  }

  private stepButtons(): HTMLElement {
    const { t } = this.ports.texts;
    const move = (by: number) => () => this.player.move(by);
    const play = button({ label: t('Play'), primary: true, press: () => this.player.play() });
    play.hidden = prefersLessMotion();
    return element(
      'div',
      'toolbar',
      play,
      button({ label: t('First Step'), press: move(Number.NEGATIVE_INFINITY) }),
      button({ label: t('Step Back'), press: move(-1) }),
      button({ label: t('Step Forward'), press: move(1) }),
      button({ label: t('Last Step'), press: move(Number.POSITIVE_INFINITY) }),
    );
  }

  private draw(): void {
    if (!this.recall) return;
    const { texts, numbers } = this.ports;
    const { t } = texts;
    const { steps, end, weights } = this.recall;
    const shown = Math.max(1, this.player.at) - 1;
    const { updates, energy, characters, distances } = steps[shown];
    setText(this.stored, oneLine(this.lines[this.line]));
    this.start.replaceChildren(...stateText(steps[0].characters, texts));
    this.now.replaceChildren(...stateText(characters, texts));
    setText(this.nowName, t('Step {0} of {1}', numbers.whole(shown + 1), numbers.whole(steps.length)));
    const figures = [
      ...(weights
        ? []
        : [t('Sweeps: {0}', numbers.precise(updates / UNITS)), t('Energy: {0}', numbers.whole(energy))]),
      t('Wrong bits: {0} of {1}', numbers.whole(distances[this.line]), numbers.whole(UNITS)),
    ];
    setText(this.figures, figures.join(' · '));
    setText(this.end, endText(end, this.line, texts, numbers));
    this.weights.replaceChildren(...(weights ? [this.weightTable(weights)] : []));
    this.energy.box.hidden = this.distances.box.hidden = weights !== undefined;
    const last = steps[steps.length - 1].distances;
    const nearest = last.indexOf(Math.min(...last));
    const drawn: DrawnRecall = { steps, shown, lines: this.lines, line: this.line, nearest };
    this.energy.show(look => energyPlot(drawn, look), t('An update never raises the energy.'));
    this.distances.show(look => distancePlot(drawn, look), '');
  }

  private weightTable(weights: readonly number[]): HTMLElement {
    const { texts, numbers } = this.ports;
    const { t } = texts;
    const order = [...weights.keys()].sort((a, b) => weights[b] - weights[a]).slice(0, WEIGHTS);
    return figureTable({
      caption: t('Largest weights of attention'),
      heads: [t('Line'), t('Weight')],
      rows: order.map(i => [
        oneLine(`${numbers.whole(i + 1)}: ${this.lines[i]}`),
        numbers.precise(weights[i], 3),
      ]),
      numbersFrom: 1,
    });
  }
}
