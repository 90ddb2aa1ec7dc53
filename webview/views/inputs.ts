import { element, setText } from '../dom';

/** A checkbox, a slider or a list with its label, in the heading of a chart. */

export function toggle(checked: boolean, change: (checked: boolean) => void) {
  const box = element('input');
  box.type = 'checkbox';
  box.checked = checked;
  box.addEventListener('change', () => change(box.checked));
  const label = element('span');
  return { label, box: element('label', 'toggle', box, label) };
}

export function slider(share: number, change: (share: number) => void) {
  const input = element('input');
  input.type = 'range';
  input.max = '0.99';
  input.step = '0.01';
  input.value = String(share);
  input.addEventListener('input', () => change(Number(input.value)));
  const label = element('span');
  return { label, box: element('label', 'toggle', label, input) };
}

export interface Choice {
  readonly key: string;
  readonly label: string;
}

/** Hidden while there is nothing to choose. */
export function chooser(change: (key: string) => void) {
  const list = element('select');
  const label = element('span', 'heard');
  const box = element('label', 'toggle', label, list);
  list.addEventListener('change', () => change(list.value));
  const show = (choices: readonly Choice[], chosen: string) => {
    box.hidden = choices.length < 2;
    list.replaceChildren(
      ...choices.map(({ key, label: text }) => {
        const option = element('option', '', text);
        option.value = key;
        return option;
      }),
    );
    list.value = chosen;
  };
  return { box, show, name: (text: string) => setText(label, text) };
}
