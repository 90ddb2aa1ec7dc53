/** This is the only file that uses the UI toolkit, so that the toolkit can be replaced. */
import {
  type Button,
  type Checkbox,
  provideVSCodeDesignSystem,
  type TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeCheckbox(), vsCodeTextField());

export interface ButtonOptions {
  readonly label: string;
  readonly primary?: boolean;
  readonly press: () => void;
}

export function button({ label, primary, press }: ButtonOptions): Button {
  const element = document.createElement('vscode-button') as Button;
  element.appearance = primary ? 'primary' : 'secondary';
  element.textContent = label;
  element.addEventListener('click', press);
  return element;
}

export interface FieldOptions {
  readonly label: string;
  readonly value: string;
  /** Called when the user presses Enter. */
  readonly enter?: () => void;
}

export function textField({ label, value, enter }: FieldOptions): TextField {
  const element = document.createElement('vscode-text-field') as TextField;
  element.textContent = label;
  element.setAttribute('aria-label', label);
  element.value = value;
  element.size = 6;
  element.addEventListener('keydown', event => {
    if (event.key === 'Enter') enter?.();
  });
  return element;
}

/** Returns a check box. Calls `change` when the user changes the box. */
export function checkbox(checked: boolean, change: (checked: boolean) => void) {
  const box = document.createElement('vscode-checkbox') as Checkbox;
  let shown = checked;
  box.checked = checked;
  box.addEventListener('change', () => {
    // Ignores the event for a change by `set`: the toolkit fires it for any change, not only for the user's.
    if (box.checked === shown) return;
    shown = box.checked;
    change(shown);
  });
  return {
    box,
    set(now: boolean) {
      shown = now;
      box.checked = now;
    },
    name(text: string) {
      if (box.textContent !== text) box.textContent = text;
      box.setAttribute('aria-label', text);
    },
  };
}

export type { Button, TextField };
