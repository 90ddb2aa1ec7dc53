import * as vscode from 'vscode';

/** The answer of somebody who wants the question before once more. */
export const back = Symbol('back');

interface Step {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

export interface TextStep extends Step {
  readonly prompt: string;
  readonly value: string;
  /** Looked at with every key. */
  readonly problem: (text: string) => string | undefined;
}

export interface ItemStep<T> extends Step {
  readonly placeholder: string;
  readonly items: readonly T[];
  readonly active?: T;
}

/** A text without a problem, `back`, or undefined after Escape. */
export function askText(options: TextStep): Promise<string | typeof back | undefined> {
  const { problem, ...properties } = options;
  const box = Object.assign(vscode.window.createInputBox(), properties);
  const check = () => {
    box.validationMessage = problem(box.value);
  };
  check();
  box.onDidChangeValue(check);
  return ask(box, () => (problem(box.value) === undefined ? box.value : undefined));
}

/** An item, `back`, or undefined after Escape. Typing looks for all that an item says. */
export function pickItem<T extends vscode.QuickPickItem>(
  options: ItemStep<T>,
): Promise<T | typeof back | undefined> {
  const { active, ...properties } = options;
  const list = Object.assign(vscode.window.createQuickPick<T>(), properties);
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  if (active) list.activeItems = [active];
  return ask(list, () => list.selectedItems[0]);
}

type Input = (vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>) & {
  readonly step: number | undefined;
};

/** Shows an input until there is an answer; an undefined one keeps it open. */
function ask<T>(input: Input, answer: () => T | undefined): Promise<T | typeof back | undefined> {
  if (input.step !== 1) input.buttons = [vscode.QuickInputButtons.Back];
  input.ignoreFocusOut = true; // a look at the text in between loses nothing
  return new Promise(resolve => {
    const end = (outcome: T | typeof back | undefined) => {
      resolve(outcome);
      input.dispose();
    };
    input.onDidAccept(() => {
      const accepted = answer();
      if (accepted !== undefined) end(accepted);
    });
    input.onDidTriggerButton(() => end(back));
    input.onDidHide(() => end(undefined));
    input.show();
  });
}
