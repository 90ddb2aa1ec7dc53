import type { RankedUnit, UnitRanking } from '../../src/protocol/unitRanking';
import { unitName } from '../../src/protocol/unitReading';
import { element, setText } from '../dom';
import { actionButton, numberInput } from './lesionInputs';
import type { PartPorts } from './part';
import { PropertyInput } from './propertyInput';

/** Maximum number of units that a property chooses. */
const MOST = 1000;

/**
 * Returns a row that chooses the hidden units which follow a property of the text. Calls `choose` with them.
 * `clear` removes the sentence that names them.
 */
export function silenceByProperty(ports: PartPorts, choose: (units: readonly RankedUnit[]) => void) {
  const { t } = ports.texts;
  const note = element('p', 'note secondary');
  note.setAttribute('role', 'status');
  const clear = () => setText(note, '');
  const input = new PropertyInput(ports.texts, ports.property, clear);
  const count = numberInput(t('Number of units'), { minimum: 1, maximum: MOST }, clear);
  const silence = async () => {
    const { property } = input;
    if (!property) return setText(note, t('Enter a regular expression, such as [0-9].'));
    setText(note, t('Reading the text…'));
    try {
      const found = await ports.host.request('units', { property, hidden: count.value() });
      if (found) choose(found.units);
      setText(note, found ? sentenceOf(found, ports) : '');
    } catch (error) {
      clear();
      throw error;
    }
  };
  const button = actionButton(t('Silence Units That Follow It'), silence, ports.fail);
  const controls = element('div', 'controls', ...input.boxes, count.box, button);
  return { box: element('div', 'by-property', controls, note), clear };
}

/** Names the chosen units with their correlation. */
function sentenceOf({ units, chance }: UnitRanking, { texts: { t }, numbers }: PartPorts): string {
  const named = units.map(
    ({ part: name, layer, unit, correlation }) =>
      `${unitName({ name, layer, unit })} (r ${numbers.decimal(correlation, 3)})`,
  );
  const list = named.join(', ');
  return t(
    'Silenced units: {0}. By chance, the largest |r| exceeds {1} in only 5% of the cases.',
    list,
    numbers.decimal(chance, 3),
  );
}
