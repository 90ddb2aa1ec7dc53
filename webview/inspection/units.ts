import { text } from '../../src/charts/texts';
import type { RankedUnit, UnitRanking } from '../../src/protocol/unitRanking';
import { unitName } from '../../src/protocol/unitReading';
import { element, setText } from '../dom';
import type { InspectionPart, PartPorts } from './part';
import { PropertyInput } from './propertyInput';

/** The units, cell states and gates that follow a property of the text most closely. */
export const unitsPart: InspectionPart = {
  id: 'ranking',
  title: text('Units'),
  build(ports) {
    const { host, refresh, texts } = ports;
    const { t } = texts;
    const note = element('p', 'note secondary');
    note.setAttribute('role', 'status');
    const table = element('table', 'figures');
    const input = new PropertyInput(texts, ports.property, refresh);
    /** The property whose units the table shows. */
    let shown: string | undefined;
    const read = async (signal: AbortSignal) => {
      const { property } = input;
      if (JSON.stringify(property) !== shown) table.hidden = true;
      if (!property) return setText(note, t('Enter a regular expression, such as [0-9].'));
      // Screen readers would read it aloud every two seconds while a network trains.
      if (table.hidden) setText(note, t('Reading the text…'));
      try {
        const found = await host.request('units', { property }, { signal });
        if (signal.aborted) return;
        setText(note, found ? noteOf(found, ports) : '');
        table.hidden = !found;
        shown = JSON.stringify(property);
        if (found) table.replaceChildren(...rowsOf(found, ports));
      } catch (error) {
        if (!signal.aborted) setText(note, '');
        throw error;
      }
    };
    const controls = element('div', 'controls', ...input.boxes);
    return {
      box: element('div', '', controls, note, element('div', 'table-frame', table)),
      update: (_subject, signal) => read(signal),
    };
  },
};

function noteOf({ tokens, chance }: UnitRanking, { texts: { t }, numbers }: PartPorts): string {
  return t(
    'The units whose values after each token follow the property most closely (correlation r; tokens read: {0}). By chance, the largest |r| exceeds {1} in only 5% of the cases: units below it may be noise. Click a unit to colour the text by it.',
    numbers.whole(tokens),
    numbers.decimal(chance, 3),
  );
}

function rowsOf({ units, chance }: UnitRanking, ports: PartPorts): HTMLElement[] {
  const { t } = ports.texts;
  const head = [t('Unit'), t('Correlation'), t('Above chance')].map(title => {
    const cell = element('th', '', title);
    cell.scope = 'col';
    return cell;
  });
  const rows = units.map(unit => {
    const isAbove = Math.abs(unit.correlation) > chance;
    const cells = [ports.numbers.decimal(unit.correlation, 3), isAbove ? t('yes') : t('no')];
    return element(
      'tr',
      '',
      element('td', '', unitButton(unit, ports)),
      ...cells.map(cell => element('td', '', cell)),
    );
  });
  return [element('thead', '', element('tr', '', ...head)), element('tbody', '', ...rows)];
}

/** Returns a button that colours the text by a unit. */
function unitButton({ part: name, layer, unit }: RankedUnit, { host, fail }: PartPorts) {
  const place = { name, layer, unit };
  const button = element('button', 'link', unitName(place));
  button.type = 'button';
  button.addEventListener('click', () => void host.request('paint', place).catch(fail));
  return button;
}
