import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { sourceNotes } from '../../src/common/sourceNotes';
import type { TranslatedSource, Translations } from '../../src/protocol/translationWorker';
import { element } from '../dom';

interface SourceTableOptions {
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly found: Translations;
  /** Called when the user chooses a source. */
  readonly choose: (source: TranslatedSource) => void;
}

/** Returns the table of sources and their best targets. The button of a source chooses it. */
export function sourceTable({ texts, numbers, found, choose }: SourceTableOptions) {
  const { t } = texts;
  const buttons = found.sources.map(source => {
    const press = element('button', 'source', oneLine(source.text));
    press.type = 'button';
    press.addEventListener('click', () => {
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === press));
      choose(source);
    });
    return press;
  });
  const rows = found.sources.map((source, i) => {
    const [best] = source.targets;
    const head = element('th', 'name', buttons[i]);
    head.scope = 'row';
    const notes = sourceNotes(source, found).map(note => element('p', 'note', texts.message(note)));
    const target = element('td', 'target', element('span', '', best ? oneLine(best.text) : '–'), ...notes);
    const probability = best ? numbers.decimal(best.probability, 3) : '–';
    return element('tr', '', head, target, element('td', 'number', probability));
  });
  const heads = [t('Source'), t('Target'), t('Probability')].map((name, i) => {
    const head = element('th', i === 2 ? 'number' : 'name', name);
    head.scope = 'col';
    return head;
  });
  const table = element(
    'table',
    'sources',
    element('caption', 'heard', t('Sources and their most likely targets')),
    element('thead', '', element('tr', '', ...heads)),
    element('tbody', '', ...rows),
  );
  const box = element('div', 'scrolled', table);
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', t('Sources and their most likely targets'));
  return { box, chooseFirst: () => buttons[0]?.click() };
}
