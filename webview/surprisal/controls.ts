import { type PageText, type PageTexts, text } from '../../src/charts/texts';
import type { TableRows } from '../../src/protocol/surprisalPage';
import { element } from '../dom';
import { button } from '../toolkit';

const choices: readonly (TableRows & { readonly label: PageText })[] = [
  { rows: 'token', perLine: false, label: text('Every token') },
  { rows: 'word', perLine: false, label: text('Every word') },
  { rows: 'token', perLine: true, label: text('Every token, line by line') },
  { rows: 'word', perLine: true, label: text('Every word, line by line') },
  { rows: 'region', perLine: false, label: text('Every region of a table of items') },
];

export interface ControlPorts {
  readonly texts: PageTexts;
  readonly chooseRows: (rows: TableRows) => void;
  readonly chooseModels: () => void;
  readonly exportTable: () => void;
  readonly readAgain: () => void;
}

/**
 * Returns the controls of the page: the choices of rows and models, and the buttons that export the table and
 * read the text again.
 */
export function controls({ texts: { t }, ...ports }: ControlPorts) {
  const rows = element('select');
  rows.setAttribute('aria-label', t('Rows'));
  rows.append(...choices.map(({ label }, i) => new Option(t(label), String(i))));
  rows.addEventListener('change', () => {
    const { rows: kind, perLine } = choices[Number(rows.value)];
    ports.chooseRows({ rows: kind, perLine });
  });
  const again = button({ label: t('Read Again'), primary: true, press: ports.readAgain });
  again.hidden = true;
  const box = element(
    'div',
    'toolbar',
    rows,
    button({ label: t('Models…'), press: ports.chooseModels }),
    button({ label: t('Export Surprisal…'), press: ports.exportTable }),
    again,
  );
  return {
    box,
    /** Shows the rows of the current table in the control, and hides the button that reads the text again. */
    show: (shown: TableRows) => {
      const index = choices.findIndex(each => each.rows === shown.rows && each.perLine === shown.perLine);
      rows.value = String(index);
      again.hidden = true;
    },
    /** Shows the button that reads the text again. */
    offerAgain: () => {
      again.hidden = false;
    },
  };
}
