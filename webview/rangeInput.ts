import { element, setText } from './dom';

export interface RangeOptions {
  readonly label: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
  readonly value: number;
  /** Returns the value as text, also for screen readers. */
  readonly format: (value: number) => string;
  readonly change: (value: number) => void;
}

/** Returns a slider with its name and its value. Calls `change` when the user moves it. */
export function rangeInput({ label, minimum, maximum, step, value, format, change }: RangeOptions) {
  const input = element('input');
  Object.assign(input, { type: 'range', min: minimum, max: maximum, step, value });
  const shown = element('span', 'secondary value');
  const say = () => {
    const text = format(Number(input.value));
    setText(shown, text);
    input.setAttribute('aria-valuetext', text);
  };
  input.addEventListener('input', () => {
    say();
    change(Number(input.value));
  });
  say();
  return element('label', 'toggle', element('span', '', label), input, shown);
}
