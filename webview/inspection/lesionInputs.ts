import { element } from '../dom';
import { button } from '../toolkit';

interface Limits {
  readonly minimum: number;
  readonly maximum: number;
}

/** Returns a field for a whole number, which begins at its minimum. */
export function numberInput(label: string, { minimum, maximum }: Limits, change: () => void) {
  const input = element('input');
  input.type = 'number';
  input.min = String(minimum);
  input.max = String(maximum);
  input.value = String(minimum);
  input.addEventListener('change', change);
  /** Returns the number in the field, within its limits. */
  const value = () => Math.min(maximum, Math.max(minimum, Math.floor(Number(input.value) || 0)));
  const clear = () => {
    input.value = String(minimum);
  };
  return { box: element('label', 'toggle', element('span', '', label), input), value, clear };
}

/** Returns a button. `fail` shows the error of its action. */
export function actionButton(label: string, act: () => Promise<unknown>, fail: (error: unknown) => void) {
  return button({ label, press: () => void act().catch(fail) });
}
