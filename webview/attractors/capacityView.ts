import { capacityPlot } from '../../src/charts/attractors/capacityPlot';
import { type MeasuredCapacity, RANDOM_CAPACITY, UNITS } from '../../src/protocol/attractors';
import { element, setText } from '../dom';
import { PlotSection } from '../experiment/plotSection';
import type { RecallViewPorts } from './recallView';

/** Shows how many lines, and how many random patterns, the network recalls. */
export class CapacityView {
  readonly box: HTMLElement;
  private readonly status = element('p', 'capacity');
  private readonly plot: PlotSection;
  private measured: MeasuredCapacity | undefined;

  constructor(private readonly ports: RecallViewPorts) {
    const { t } = ports.texts;
    this.plot = new PlotSection(ports);
    this.plot.box.hidden = true;
    this.status.setAttribute('role', 'status');
    const how = t(
      'Measured with 10% of the bits flipped, on up to 20 lines for each number. The capacity is the largest number of lines before less than 90% are recalled. Letters repeat, so lines are alike, and the network stores far fewer of them than random patterns.',
    );
    this.box = element(
      'section',
      '',
      element('h2', '', t('Capacity')),
      this.status,
      element('p', 'note secondary', how),
      this.plot.box,
    );
  }

  progress(share: number): void {
    if (this.measured) return;
    setText(
      this.status,
      this.ports.texts.t('Measuring the capacity: {0}', this.ports.numbers.wholePercent(share)),
    );
  }

  show(measured: MeasuredCapacity | undefined, stored: number): void {
    this.measured = measured ?? this.measured;
    const found = this.measured;
    if (!found) return;
    const { texts, numbers } = this.ports;
    const { t } = texts;
    const { text, random } = found;
    const count = numbers.whole(text.capacity);
    const sentences = [
      text.isAll
        ? t('Lines of this text: at least {0}, which is all of them.', count)
        : t('Lines of this text: {0}.', count),
      t('Random patterns: about {0}.', numbers.whole(random.capacity)),
      t('Theory for many random patterns: 0.138 N = {0}.', numbers.precise(RANDOM_CAPACITY * UNITS, 3)),
    ];
    setText(this.status, sentences.join(' '));
    this.plot.box.hidden = false;
    const note = t('Flags: the number of lines that is stored now, and 0.138 N.');
    this.plot.show(look => capacityPlot(found, stored, look), note);
  }
}
