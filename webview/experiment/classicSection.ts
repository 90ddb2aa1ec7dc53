import { placePlot } from '../../src/charts/experiment/placePlot';
import { verbsText } from '../../src/charts/experiment/verbsText';
import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import type { ClassicFigures, ThresholdFacts } from '../../src/protocol/classicFigures';
import { element, setText } from '../dom';
import { figureTable } from './figureTable';
import { PlotSection, type PlotSectionPorts } from './plotSection';

/**
 * The section of an experiment that repeats a classic one: what the paper reports, the thresholds and whether each run met
 * them, the error by position, and what did not replicate.
 */
export class ClassicSection {
  readonly box = element('section', 'classic');
  private readonly title = element('h2');
  private readonly reported = element('p');
  private readonly learned = element('div', 'learned');
  private readonly plot: PlotSection;
  private readonly details = element('div', 'learned');
  private readonly found = element('p');

  constructor(private readonly ports: PlotSectionPorts) {
    this.plot = new PlotSection(ports);
    this.box.hidden = true;
    this.box.append(this.title, this.reported, this.learned, this.plot.box, this.details, this.found);
  }

  /** Shows the figures. Hides the section if there are none. */
  show(figures: ClassicFigures | undefined): void {
    this.box.hidden = figures === undefined;
    if (!figures) return;
    const { texts, numbers } = this.ports;
    const { t } = texts;
    const say = (english: string) => texts.message({ template: english, args: [] });
    const { source, reported, found, conditions, runs, finished, clusters } = figures;
    setText(this.title, say(source));
    setText(this.reported, say(reported));
    setText(this.found, say(found));
    this.learned.replaceChildren(
      ...(runs > 0 ? thresholdTable(figures, texts, numbers) : []),
      ...(runs < finished ? [element('p', 'note secondary', measuredText(figures, texts, numbers))] : []),
    );
    this.plot.box.hidden = conditions.every(({ places }) => places.length === 0);
    const note = t(
      'Points: means over the seeds. Bands: their 95% intervals. P is the probability of the token.',
    );
    if (!this.plot.box.hidden) this.plot.show(look => placePlot(figures, look), note);
    this.details.replaceChildren(
      ...labelTable(figures, texts, numbers),
      ...agreementTable(figures, texts, numbers),
      ...(clusters === undefined
        ? []
        : [element('h3', '', t('Clusters of words by their mean hidden states')), treeOf(clusters)]),
    );
  }
}

const measuredText = ({ runs, finished }: ClassicFigures, { t }: PageTexts, numbers: NumberFormat) =>
  t('Measured: the first {0} of {1} finished runs.', numbers.whole(runs), numbers.whole(finished));

/** Returns the drawing of a dendrogram. The keyboard can scroll it. */
function treeOf(drawing: string): HTMLElement {
  const tree = element('pre', 'tree', drawing);
  tree.tabIndex = 0;
  return tree;
}

/** Returns a table with a row per threshold and condition: the figure of each seed, and in how many it is met. */
function thresholdTable(
  { thresholds, conditions }: ClassicFigures,
  texts: PageTexts,
  numbers: NumberFormat,
): HTMLElement[] {
  const { t } = texts;
  const say = (english: string) => texts.message({ template: english, args: [] });
  const rows = thresholds.flatMap((threshold, i) =>
    conditions.map(({ name, runs }) => {
      const figures = runs.map(run => run.figures[i]);
      const met = figures.filter(({ isMet }) => isMet).length;
      return [
        say(threshold.description) + (conditions.length > 1 ? ` · ${oneLine(name)}` : ''),
        say(threshold.elman),
        limitText(threshold, texts, numbers),
        figures.map(({ figure }) => (figure === undefined ? '–' : numbers.precise(figure, 3))).join(' · '),
        t('{0} of {1}', numbers.whole(met), numbers.whole(figures.length)),
      ];
    }),
  );
  if (rows.length === 0) return [];
  const heads = [t('Figure'), t('Reported'), t('Threshold'), t('Here, by seed'), t('Met by seeds')];
  return [figureTable({ caption: t('Thresholds'), heads, rows, numbersFrom: 3 })];
}

function limitText({ bound, limit }: ThresholdFacts, { t }: PageTexts, numbers: NumberFormat): string {
  const figure = numbers.precise(limit, 3);
  return bound === 'atMost' ? t('at most {0}', figure) : t('at least {0}', figure);
}

function labelTable({ conditions }: ClassicFigures, { t }: PageTexts, numbers: NumberFormat): HTMLElement[] {
  const all = conditions.flatMap(({ name, labels }) => labels.map(label => ({ name, ...label })));
  if (all.length === 0) return [];
  const bits = all[0].bits?.map((_, k) => t('Bit {0}', k + 1)) ?? [];
  const heads = [t('Label'), t('RMS of 1 - P'), t('Surprisal (nats per token)'), ...bits];
  const rows = all.map(({ name, label, rms, surprisal, bits: errors = [] }) => [
    label + (conditions.length > 1 ? ` · ${oneLine(name)}` : ''),
    ...[rms, surprisal, ...errors].map(value => numbers.precise(value, 3)),
  ]);
  const caption = t('Error by label');
  return [element('h3', '', caption), figureTable({ caption, heads, rows, numbersFrom: 1 })];
}

function agreementTable(
  { conditions }: ClassicFigures,
  texts: PageTexts,
  numbers: NumberFormat,
): HTMLElement[] {
  const { t } = texts;
  const rows = conditions.flatMap(({ name, agreement }) =>
    agreement.map(figures => [
      verbsText(figures, texts) + (conditions.length > 1 ? ` · ${oneLine(name)}` : ''),
      numbers.percent(figures.right),
    ]),
  );
  if (rows.length === 0) return [];
  const caption = t('Agreement of verbs with their subjects');
  const heads = [t('Verbs'), t('Right number more likely')];
  return [element('h3', '', caption), figureTable({ caption, heads, rows, numbersFrom: 1 })];
}
