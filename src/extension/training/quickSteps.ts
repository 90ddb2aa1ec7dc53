import * as vscode from 'vscode';

/** The answer that means that the user goes back to the previous question. */
export const back = Symbol('back');

/** The position of a question in a sequence of questions. */
export interface StepPlace {
  readonly step: number;
  readonly totalSteps: number;
  /**
   * Called when the user presses the button "Train now". The caller then skips the remaining questions. If
   * this function is missing, the question has no such button.
   */
  readonly onTrainNow?: () => void;
}

interface Step extends StepPlace {
  readonly title: string;
}

export interface TextStep extends Step {
  readonly prompt: string;
  readonly value: string;
  /**
   * Returns an error message for an invalid text, and undefined for a valid text. Called after every
   * keystroke.
   */
  readonly problem: (text: string) => string | undefined;
}

export interface ItemStep<T> extends Step {
  readonly placeholder: string;
  readonly items: readonly T[];
  readonly active?: T;
}

/**
 * Asks the user for a text. Returns a valid text, `back` if the user goes back, or undefined if the user
 * presses Escape.
 */
export function askText(options: TextStep): Promise<string | typeof back | undefined> {
  const { problem, onTrainNow, ...properties } = options;
  const box = Object.assign(vscode.window.createInputBox(), properties);
  const check = () => {
    box.validationMessage = problem(box.value);
  };
  check();
  box.onDidChangeValue(check);
  return ask(box, () => (problem(box.value) === undefined ? box.value : undefined), onTrainNow);
}

/**
 * Asks the user for an item of a list. Returns the item, `back` if the user goes back, or undefined if the
 * user presses Escape. What the user types is searched in all texts of an item.
 */
export function pickItem<T extends vscode.QuickPickItem>(
  options: ItemStep<T>,
): Promise<T | typeof back | undefined> {
  const { active, onTrainNow, ...properties } = options;
  const list = Object.assign(vscode.window.createQuickPick<T>(), properties);
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  if (active) list.activeItems = [active];
  return ask(list, () => list.selectedItems[0] ?? list.activeItems[0], onTrainNow);
}

type Input = (vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>) & {
  readonly step: number | undefined;
};

/**
 * Shows an input until the user has answered. If `answer` returns undefined when Enter is pressed, the input
 * stays open.
 */
function ask<T>(
  input: Input,
  answer: () => T | undefined,
  onTrainNow?: () => void,
): Promise<T | typeof back | undefined> {
  const { Back } = vscode.QuickInputButtons;
  const now = { iconPath: new vscode.ThemeIcon('play'), tooltip: vscode.l10n.t('Train now') };
  input.buttons = [...(input.step === 1 ? [] : [Back]), ...(onTrainNow ? [now] : [])];
  // The input stays open while the user clicks in the text.
  input.ignoreFocusOut = true;
  return new Promise(resolve => {
    const end = (outcome: T | typeof back | undefined) => {
      resolve(outcome);
      input.dispose();
    };
    const accept = (before?: () => void) => {
      const accepted = answer();
      if (accepted === undefined) return;
      before?.();
      end(accepted);
    };
    input.onDidAccept(() => accept());
    input.onDidTriggerButton(button => (button === Back ? end(back) : accept(onTrainNow)));
    input.onDidHide(() => end(undefined));
    input.show();
  });
}
