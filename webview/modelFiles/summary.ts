import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { modelFileFacts } from '../../src/common/modelFileTexts';
import type {
  ModelFileExtent,
  ModelFileFact,
  ModelFileParts,
  ModelFileSummary,
} from '../../src/protocol/modelFile';
import { element } from '../dom';
import { figureTable } from '../experiment/figureTable';

export interface SummaryLook {
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
}

/** Returns a sentence about how much of the file was read. */
export function extentText(
  { size, read, isPacked, isWhole, places }: ModelFileExtent,
  { texts, numbers }: SummaryLook,
): string {
  const { t } = texts;
  const [all, part] = [bytesText(size, numbers), bytesText(read, numbers)];
  if (isPacked) {
    return isWhole
      ? t('{0}, unpacked {1}. All of it was read.', all, part)
      : t('{0}, packed. Read after unpacking: the first {1}. The rest was not checked.', all, part);
  }
  if (isWhole) return t('{0}. All of it was read.', all);
  if (places === 0) return t('{0}. Read: the first {1}. The rest was not checked.', all, part);
  return t(
    '{0}. Read: {1}, from the beginning and {2} places after it. The rest was not checked.',
    all,
    part,
    numbers.whole(places),
  );
}

function bytesText(bytes: number, numbers: NumberFormat): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${numbers.precise(bytes / 1000 ** power, 3)} ${units[power]}`;
}

/** Returns the note above the rows: how many rows can be searched, if these are not all. */
export function rowsNote({ rows }: ModelFileSummary, { texts, numbers }: SummaryLook): string {
  const { count, announced } = rows;
  if (announced === undefined || count >= announced) return '';
  return texts.t(
    'The search covers {0} of the {1} entries in the header.',
    numbers.whole(count),
    numbers.whole(announced),
  );
}

/** Returns the properties of the model as a list of names and values. */
export function factList(facts: readonly ModelFileFact[], { texts, numbers }: SummaryLook): HTMLElement {
  const list = element('dl', 'facts');
  for (const { name, value } of facts) {
    const shown = typeof value === 'number' ? numbers.whole(value) : oneLine(value);
    list.append(element('dt', '', texts.t(modelFileFacts[name])), element('dd', '', shown));
  }
  list.hidden = facts.length === 0;
  return list;
}

/** Returns a table of the main parts of the model, under a heading. */
export function partTable({ kind, rows }: ModelFileParts, look: SummaryLook): HTMLElement {
  const { numbers } = look;
  const [heading, ...heads] = headsOf(kind, look.texts);
  const cells = rows.map(row =>
    row.map(cell => (typeof cell === 'number' ? numbers.whole(cell) : oneLine(cell))),
  );
  const table = figureTable({
    ...{ caption: heading, heads, rows: cells },
    numbersFrom: kind === 'orders' ? 1 : 2,
  });
  return element('section', '', element('h2', '', heading), table);
}

function headsOf(kind: ModelFileParts['kind'], { t }: PageTexts): string[] {
  switch (kind) {
    case 'orders':
      return [t('N-grams'), t('Length'), t('In the header'), t('Read')];
    case 'arrays':
      return [t('Weights'), t('Name'), t('Shape'), t('Elements')];
    case 'metadata':
      return [t('Metadata'), t('Name'), t('Value')];
  }
}
