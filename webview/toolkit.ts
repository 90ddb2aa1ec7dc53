/** The only file that uses the UI toolkit, so that the toolkit can be replaced. */
import {
  type Button,
  provideVSCodeDesignSystem,
  type TextField,
  vsCodeButton,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextField());

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

export type { Button, TextField };
