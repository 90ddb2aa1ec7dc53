import { eigenvalueScene } from '../../src/charts/inspection/eigenvalueScene';
import { entryAt, type MatrixEntry, matrixScene, matrixSize } from '../../src/charts/inspection/matrixScene';
import { entryText, matrixNote, spectrumText } from '../../src/charts/inspection/matrixText';
import { histogramPlot, singularPlot } from '../../src/charts/inspection/weightPlots';
import { text } from '../../src/charts/texts';
import type { Picture } from '../../src/protocol/dashboard';
import type { NetworkWeightDetail, WeightDetail } from '../../src/protocol/weights';
import { element, setText } from '../dom';
import { PlotSection } from '../experiment/plotSection';
import { chooser } from '../views/inputs';
import type { InspectionPart, PartPorts } from './part';
import { scenePicture } from './scenePicture';

/** Side of the picture of the eigenvalues, in pixels. */
const PLANE = 260;
/** Maximum number of rows and columns in a table. */
const MOST = 24;

/** The weight matrices of a network: one of them as a picture, with its histogram and its spectrum. */
export const weightsPart: InspectionPart = {
  id: 'weights',
  title: text('Weights'),
  build(ports) {
    const view = new WeightsView(ports);
    const read = async (signal: AbortSignal) => {
      const found = await ports.host.request('weights', { matrix: view.chosen }, { signal });
      if (!signal.aborted) view.show(found);
    };
    return { box: view.box, update: (_subject, signal) => read(signal) };
  },
};

class WeightsView {
  readonly box: HTMLElement;
  private readonly matrices: ReturnType<typeof chooser>;
  private readonly picture: ReturnType<typeof scenePicture>;
  private readonly plane: ReturnType<typeof scenePicture>;
  private readonly histogram: PlotSection;
  private readonly singular: PlotSection;
  private readonly readout = element('p', 'note');
  private readonly spectrum = element('p', 'note');
  private detail: WeightDetail | undefined;
  private entry: MatrixEntry = { row: 0, column: 0 };
  /** The name of the chosen matrix. Undefined until there is one. */
  chosen: string | undefined;

  constructor(private readonly ports: PartPorts) {
    const { host, fail, refresh } = ports;
    const saving = {
      ...ports,
      save: (picture: Promise<Picture>) =>
        void picture.then(drawn => host.request('save', drawn)).catch(fail),
    };
    this.matrices = chooser(name => {
      this.chosen = name;
      refresh();
    }, true);
    this.picture = scenePicture(ports);
    this.plane = scenePicture(ports);
    this.histogram = new PlotSection(saving);
    this.singular = new PlotSection(saving);
    this.readout.setAttribute('aria-live', 'polite');
    const { canvas } = this.picture;
    canvas.tabIndex = 0;
    canvas.addEventListener('pointermove', ({ offsetX, offsetY }) => this.point(offsetX, offsetY));
    canvas.addEventListener('keydown', event => this.press(event));
    const matrix = element('div', '', this.picture.box, this.readout);
    const spectrum = element('div', '', this.spectrum, this.plane.box);
    const parts = element('div', 'parts', matrix, spectrum, this.histogram.box, this.singular.box);
    this.box = element('div', '', element('div', 'controls', this.matrices.box), parts);
  }

  show({ matrices, detail }: NetworkWeightDetail): void {
    const { t } = this.ports.texts;
    if (this.chosen !== detail.facts.name) this.entry = { row: 0, column: 0 };
    this.detail = detail;
    this.chosen = detail.facts.name;
    this.matrices.name(t('Matrix'));
    this.matrices.show(
      matrices.map(({ name, rows, columns }) => ({ key: name, label: `${name} (${rows} × ${columns})` })),
      this.chosen,
    );
    this.showMatrix(detail);
    this.showSpectrum(detail);
    this.histogram.show(look => histogramPlot(detail.histogram, look), '');
  }

  private showMatrix(detail: WeightDetail): void {
    const { texts, numbers } = this.ports;
    const { width, height } = matrixSize(detail);
    const colours = texts.t(
      'Red above 0, blue below 0; the stronger, the larger. Point at an entry, or use the arrow keys.',
    );
    this.picture.show({
      title: detail.facts.name,
      note: `${matrixNote(detail, texts, numbers)} ${colours}`,
      widthOf: () => width,
      heightOf: () => height,
      draw: (_width, theme) => matrixScene(detail, theme, value => numbers.precise(value, 3)),
      table: () => this.matrixTable(detail),
    });
    this.say();
  }

  private showSpectrum({ facts, spectrum }: WeightDetail): void {
    const { texts, numbers } = this.ports;
    const { eigenvalues = [], singularValues = [] } = spectrum;
    setText(this.spectrum, spectrumText(facts, spectrum, texts, numbers));
    this.plane.box.hidden = eigenvalues.length === 0;
    this.plane.show({
      title: texts.t('Eigenvalues'),
      note: texts.t('In the complex plane, with the unit circle.'),
      widthOf: () => PLANE,
      heightOf: () => PLANE,
      draw: (_width, theme) => eigenvalueScene(eigenvalues, PLANE, theme),
      table: () => [
        [texts.t('Absolute value'), 'Re', 'Im'],
        ...eigenvalues.map(({ re, im }) =>
          [Math.hypot(re, im), re, im].map(value => numbers.precise(value, 4)),
        ),
      ],
    });
    this.singular.box.hidden = singularValues.length < 2;
    this.singular.show(look => singularPlot(singularValues, look), '');
  }

  private point(x: number, y: number): void {
    const entry = this.detail && entryAt(this.detail, x, y);
    if (!entry) return;
    this.entry = entry;
    this.say();
  }

  private press(event: KeyboardEvent): void {
    const [down, right] =
      { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key] ?? [];
    if (!this.detail || down === undefined || right === undefined) return;
    event.preventDefault();
    const { rows, columns } = this.detail.picture;
    const { row, column } = this.entry;
    this.entry = {
      row: Math.max(0, Math.min(rows - 1, row + down)),
      column: Math.max(0, Math.min(columns - 1, column + right)),
    };
    this.say();
  }

  private say(): void {
    if (this.detail)
      setText(this.readout, entryText(this.detail, this.entry, this.ports.texts, this.ports.numbers));
  }

  private matrixTable({ picture }: WeightDetail): string[][] {
    const columns = Array.from({ length: Math.min(MOST, picture.columns) }, (_, c) => c);
    const rows = Array.from({ length: Math.min(MOST, picture.rows) }, (_, r) => [
      String(r * picture.rowBlock),
      ...columns.map(c => this.ports.numbers.precise(picture.values[r * picture.columns + c], 3)),
    ]);
    return [[this.ports.texts.t('Row'), ...columns.map(c => String(c * picture.columnBlock))], ...rows];
  }
}
