import { CELLS } from '../../src/charts/inspection/cells';
import { DECADES } from '../../src/charts/inspection/errorWidth';
import { colourRanges, unrolledScene, unrolledSize } from '../../src/charts/inspection/unrolledScene';
import { unrolledText } from '../../src/charts/inspection/unrolledText';
import { text } from '../../src/charts/texts';
import { visible } from '../../src/common/visibleToken';
import { type WeightGroup, weightGroups } from '../../src/protocol/errorFlow';
import { stepRange, type Unrolled } from '../../src/protocol/unrolled';
import { element, setText } from '../dom';
import { prefersLessMotion } from '../motion';
import { button, checkbox } from '../toolkit';
import type { InspectionPart, PartPorts } from './part';
import { radiusInput } from './radiusInput';
import { scenePicture } from './scenePicture';
import { StepPlayer } from './stepPlayer';

/** The last steps of a network before the caret, and the error that flows back through them. */
export const unrolledPart: InspectionPart = {
  id: 'unrolled',
  title: text('Unrolled in time'),
  build(ports) {
    const view = new UnrolledView(ports);
    const read = async (signal: AbortSignal) => {
      const found = await ports.host.request('unrolled', view.choice, { signal });
      if (!signal.aborted) view.show(found);
    };
    return { box: view.box, update: (_subject, signal) => read(signal) };
  },
};

/** The view of this part. The user can go step by step: first forward, then backward. At first, all is shown. */
class UnrolledView {
  readonly box: HTMLElement;
  private readonly picture: ReturnType<typeof scenePicture>;
  private readonly summary = element('p', 'note');
  private readonly off = new Set<WeightGroup>();
  private steps: number = stepRange.usual;
  private readonly radius: ReturnType<typeof radiusInput>;
  /** The spectral radius to which W is scaled. Undefined: as trained. */
  private chosenRadius: number | undefined;
  private unrolled: Unrolled | undefined;
  /** The steps: first those forward, then those backward. */
  private readonly player = new StepPlayer(() => this.draw());

  constructor(private readonly ports: PartPorts) {
    this.picture = scenePicture(ports);
    this.picture.canvas.tabIndex = 0;
    this.picture.canvas.addEventListener('keydown', event => this.press(event));
    this.summary.setAttribute('role', 'status');
    this.radius = radiusInput(ports, radius => {
      this.chosenRadius = radius;
      this.ports.refresh();
    });
    const fields = [this.stepsField(), ...this.switches(), this.radius.box];
    const tools = element('div', 'controls', ...this.stepButtons(), ...fields);
    this.box = element('div', '', tools, this.summary, this.picture.box);
  }

  /** The number of steps, and the changes of the weights. */
  get choice() {
    const radius = this.chosenRadius;
    return { steps: this.steps, off: [...this.off], ...(radius !== undefined && { radius }) };
  }

  /** Shows an unrolled network, or nothing if no text is open. */
  show(unrolled: Unrolled | undefined): void {
    this.box.hidden = unrolled === undefined;
    if (!unrolled) return;
    this.unrolled = unrolled;
    this.radius.show(unrolled.radius);
    this.player.steps = 2 * unrolled.steps.length;
    this.draw();
  }

  private stepButtons(): HTMLElement[] {
    const { t } = this.ports.texts;
    const move = (by: number) => () => this.player.move(by);
    const play = button({ label: t('Play'), press: () => this.player.play() });
    play.hidden = prefersLessMotion();
    return [
      button({ label: t('First Step'), press: move(Number.NEGATIVE_INFINITY) }),
      button({ label: t('Step Back'), press: move(-1) }),
      button({ label: t('Step Forward'), press: move(1) }),
      button({ label: t('All Steps'), press: move(Number.POSITIVE_INFINITY) }),
      play,
    ];
  }

  private stepsField(): HTMLElement {
    const input = element('input');
    Object.assign(input, {
      ...{ type: 'number', min: stepRange.minimum, max: stepRange.maximum },
      value: String(this.steps),
    });
    input.addEventListener('change', () => {
      const asked = Math.round(Number(input.value)) || stepRange.usual;
      this.steps = Math.max(stepRange.minimum, Math.min(stepRange.maximum, asked));
      input.value = String(this.steps);
      this.ports.refresh();
    });
    return element('label', 'toggle', element('span', '', this.ports.texts.t('Steps')), input);
  }

  private switches(): HTMLElement[] {
    const { t } = this.ports.texts;
    const names: Record<WeightGroup, string> = {
      U: t('U: input → hidden'),
      W: t('W: hidden → hidden'),
      V: t('V: hidden → output'),
    };
    return weightGroups.map(group => {
      const toggle = checkbox(true, isOn => {
        if (isOn) this.off.delete(group);
        else this.off.add(group);
        this.ports.refresh();
      });
      toggle.name(names[group]);
      return toggle.box;
    });
  }

  private press(event: KeyboardEvent): void {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.player.move(by);
  }

  private draw(): void {
    const { unrolled, ports, player } = this;
    if (!unrolled) return;
    const { t } = ports.texts;
    const T = unrolled.steps.length;
    const forward = Math.min(player.at, T);
    const backward = Math.max(0, player.at - T);
    const { next } = unrolled.steps[T - 1];
    const predicted = t(
      'Error of “{0}” (probability {1}).',
      visible(next.text),
      ports.numbers.smallPercent(next.probability),
    );
    setText(
      this.summary,
      player.isAtEnd
        ? `${predicted} ${unrolledText(unrolled, ports.texts, ports.numbers)}`
        : t('Forward: step {0} of {1}. Backward: step {2} of {1}.', forward, T, backward),
    );
    const percent = (share: number) => ports.numbers.wholePercent(share);
    const { width, height } = unrolledSize(unrolled);
    this.picture.show({
      title: t('Unrolled in time'),
      note: this.noteText(unrolled),
      widthOf: () => width,
      heightOf: () => height,
      draw: (_width, theme, measure) =>
        unrolledScene(unrolled, { forward, backward }, { theme, measure, percent }),
      table: () => this.table(unrolled),
    });
    const step = backward > 0 && !player.isAtEnd ? T - backward : forward - 1;
    const frame = this.picture.canvas.parentElement;
    // Keeps the current step visible; at the end, the step before the caret.
    if (frame) frame.scrollLeft = ((step + 0.5) / T) * width - frame.clientWidth / 2;
  }

  private noteText(unrolled: Unrolled): string {
    const { layers } = unrolled;
    const { texts, numbers } = this.ports;
    const { t } = texts;
    const ranges = colourRanges(unrolled).map(
      ({ name, largest }) => `${name} ${numbers.precise(largest, 3)}`,
    );
    const isReduced = layers.some(({ states }) => states.some(({ size }) => size > CELLS));
    const sentences = [
      t(
        'Cells: values of the hidden units, red above 0, blue below 0. Arrows: norm of the error; each power of ten makes an arrow thinner, down to {0} powers.',
        DECADES,
      ),
      t('The colours of a state end at its largest absolute value: {0}.', ranges.join(', ')),
      t('Down through V from the output, left from step to step (W), down through U to the input.'),
      ...(layers[0].states.length > 1
        ? [t('Each state, such as h and c, has cells and an arrow of its own.')]
        : []),
      ...(isReduced ? [t('Each cell is the mean of neighbouring units.')] : []),
      t('Keys: ← → go step by step.'),
    ];
    return sentences.join(' ');
  }

  private table({ steps, layers, output }: Unrolled): string[][] {
    const { t } = this.ports.texts;
    const { numbers } = this.ports;
    const layerName = (l: number) => (layers.length > 1 ? ` · ${t('Layer {0}', l + 1)}` : '');
    const columns = [
      ...layers.flatMap(({ states, input }, l) => [
        ...states.flatMap(({ name, errors, passed }) => [
          { name: `|dL/d${name}|${layerName(l)}`, values: errors },
          { name: `W: ${name}${layerName(l)}`, values: passed },
        ]),
        { name: `U${layerName(l)}`, values: input },
      ]),
      { name: 'V', values: output },
    ];
    return [
      [t('Token'), t('Next token'), ...columns.map(({ name }) => name)],
      ...steps.map(({ token, next }, s) => [
        visible(token),
        `${visible(next.text)} ${numbers.smallPercent(next.probability)}`,
        ...columns.map(({ values }) => numbers.precise(values[s], 3)),
      ]),
    ];
  }
}
