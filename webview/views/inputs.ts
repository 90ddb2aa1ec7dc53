import { element, setText } from '../dom';
import { type IconName, icon } from '../icons';

/**
 * Returns a slider from 0 to 1, in steps of 0.001. Calls `change` with the new position when the user moves
 * it.
 */
export function slider(place: number, change: (place: number) => void) {
  const input = element('input');
  input.type = 'range';
  input.max = '1';
  input.step = '0.001';
  input.value = String(place);
  input.addEventListener('input', () => change(Number(input.value)));
  const label = element('span');
  const value = element('span', 'secondary value');
  const say = (text: string) => {
    setText(value, text);
    input.setAttribute('aria-valuetext', text);
  };
  return { label, box: element('label', 'toggle', label, input, value), say };
}

export interface Choice {
  readonly key: string;
  readonly label: string;
}

/**
 * Returns a drop-down list. It is hidden if it has fewer than two choices. Screen readers read its name
 * aloud. With `named`, the name is also visible.
 */
export function chooser(change: (key: string) => void, named = false) {
  const list = element('select');
  const label = element('span');
  const box = element('label', 'toggle', ...(named ? [label] : []), list);
  let shown = '';
  list.addEventListener('change', () => change(list.value));
  const show = (choices: readonly Choice[], chosen: string) => {
    box.hidden = choices.length < 2;
    const key = JSON.stringify(choices);
    if (key !== shown) {
      shown = key;
      list.replaceChildren(
        ...choices.map(({ key: value, label: text }) => {
          const option = element('option', '', text);
          option.value = value;
          return option;
        }),
      );
    }
    list.value = chosen;
  };
  const name = (text: string) => {
    setText(label, text);
    list.setAttribute('aria-label', text);
  };
  return { box, show, name };
}

/**
 * Returns a button that shows only an icon. The button's name is shown as its tooltip and read aloud by
 * screen readers.
 */
export function iconButton(name: IconName, press: () => void) {
  const box = element('button', 'icon');
  const picture = icon(name);
  box.type = 'button';
  box.append(picture.box);
  box.addEventListener('click', press);
  const say = (text: string) => {
    box.title = text;
    box.setAttribute('aria-label', text);
  };
  return {
    box,
    say,
    show: picture.show,
    press: (isOn: boolean) => box.setAttribute('aria-pressed', `${isOn}`),
  };
}
