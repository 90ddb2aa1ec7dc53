import { natsPer } from '../../charts/comparison/lossUnit';
import { NumberFormat } from '../../charts/format';
import { RunData } from '../../charts/runs/runData';
import { SeriesStore } from '../../charts/series/seriesStore';
import { PageTexts } from '../../charts/texts';
import {
  type AgreedCondition,
  type ClassStandings,
  classStandings,
  isBudget,
  isRanked,
  type Standing,
} from '../../common/classStandings';
import { perplexityOf } from '../../common/perplexity';
import { shortName } from '../../common/runNames';
import { lossUnitOf } from '../../common/runTask';
import type { ClassRun, ClassRuns } from '../../protocol/storage';
import { plain, table } from '../markdown';
import { plotsOf } from '../report/plots';
import type { ReportLanguage } from '../report/report';

/** Maximum number of runs in the plot, as in the dashboard. */
const MAX_SHOWN = 20;

/**
 * Writes the runs of a class as Markdown: the agreed conditions, the runs by their lowest loss on held-out text, those that
 * differ with what differs, and a plot of their losses, which the document contains.
 */
export function classReport({ runs, unread }: ClassRuns, { translations, language }: ReportLanguage): string {
  const texts = new PageTexts();
  texts.use(translations, language);
  const { t } = texts;
  const numbers = new NumberFormat(() => language);
  const found = classStandings(runs, ({ record }) => record);
  const sections = [
    `# ${plain(t('Runs of a class'))}`,
    ...(runs.length === 0 ? [plain(t('No run could be read.'))] : tablesOf(found, texts, numbers)),
    ...pictureOf(found, texts, numbers),
    ...(unread.length === 0
      ? []
      : [
          `## ${plain(t('Files that are left out'))}`,
          unread.map(({ file, reason }) => `- ${plain(file)}: ${plain(texts.message(reason))}`).join('\n'),
        ]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function tablesOf(found: ClassStandings<ClassRun>, texts: PageTexts, numbers: NumberFormat): string[] {
  const { t } = texts;
  const others = found.standings.filter(each => !isRanked(each));
  return [
    rankedTable(found.standings.filter(isRanked), texts, numbers),
    plain(t('Losses are the lowest ones on held-out text, in {0}.', natsPer(unitOf(found), texts))),
    ...(others.length === 0
      ? []
      : [`## ${plain(t('Runs under other conditions'))}`, othersTable(others, texts, numbers)]),
    `## ${plain(t('Agreed conditions'))}`,
    plain(t('Each is what most of the runs have.')),
    table(
      [t('Condition'), t('Value')].map(plain),
      found.agreed.map(each => [nameOf(each.name, texts), valueText(each, texts, numbers)].map(plain)),
      ['left', 'left'],
    ),
  ];
}

function rankedTable(ranked: readonly Standing<ClassRun>[], { t }: PageTexts, numbers: NumberFormat): string {
  if (ranked.length === 0) return plain(t('No run under the agreed conditions has a loss on held-out text.'));
  const head = [t('Place'), t('File'), t('Run'), t('Loss'), t('Perplexity'), t('Iteration')];
  const rows = ranked.map(({ run, best }, i) => [
    numbers.whole(i + 1),
    ...[run.file, shortName(run.record)].map(plain),
    numbers.decimal(best?.loss ?? Number.NaN, 3),
    numbers.precise(perplexityOf(best?.loss ?? Number.NaN)),
    numbers.whole(best?.iteration ?? 0),
  ]);
  return table(head.map(plain), rows, ['right', 'left', 'left', 'right', 'right', 'right']);
}

function othersTable(others: readonly Standing<ClassRun>[], texts: PageTexts, numbers: NumberFormat): string {
  const { t } = texts;
  const rows = others.map(({ run, best, broken }) => {
    const reasons = broken.map(each => `${nameOf(each.name, texts)}: ${valueText(each, texts, numbers)}`);
    const all = best ? reasons : [...reasons, t('no loss on held-out text')];
    const loss = best ? numbers.decimal(best.loss, 3) : '–';
    return [plain(run.file), plain(shortName(run.record)), plain(all.join('; ')), loss];
  });
  const head = [t('File'), t('Run'), t('What differs'), t('Loss')];
  return table(head.map(plain), rows, ['left', 'left', 'left', 'right']);
}

function nameOf(name: string, { t }: PageTexts): string {
  if (name === 'task') return t('Task');
  if (name === 'text') return t('Text');
  if (name === 'heldOutText') return t('Held-out text');
  if (name === 'examples') return t('Examples of training');
  return name === 'budget' ? t('Tokens of training') : name;
}

/** Returns what the losses of the ranked runs are, or of all runs if none is ranked. */
function unitOf({ standings }: ClassStandings<ClassRun>) {
  const [{ run }] = standings;
  return lossUnitOf(run.record);
}

function valueText({ name, value }: AgreedCondition, { t }: PageTexts, numbers: NumberFormat): string {
  if (value === 0 && isBudget(name)) return t('no limit');
  return typeof value === 'number' ? numbers.precise(value, 12) : String(value);
}

/** Returns the plot of the losses of the best runs as an image in the text. */
function pictureOf(
  { standings }: ClassStandings<ClassRun>,
  texts: PageTexts,
  numbers: NumberFormat,
): string[] {
  const shown = standings.filter(isRanked).slice(0, MAX_SHOWN);
  const runs = shown.map(({ run: { file, record, history } }, i) => {
    const name = { short: file, full: file };
    return new RunData({ ...record, id: `${i}`, shown: name, live: false }, history, i);
  });
  const subject = { runs, name: (id: string) => id, texts, numbers, store: new SeriesStore() };
  const plot = runs.length > 0 ? plotsOf(subject).find(({ key }) => key === 'loss') : undefined;
  if (!plot) return [];
  const title = plain(plot.title);
  return [`## ${title}`, `![${title}](${imageOf(plot.svg)})`];
}

/** Returns an SVG image as the destination of a link, in which parentheses must be escaped, too. */
const imageOf = (svg: string) =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg).replaceAll('(', '%28').replaceAll(')', '%29')}`;
