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
  box.buttons = [vscode.QuickInputButtons.Back];
  box.ignoreFocusOut = true; // a look at the text in between loses nothing
  const check = () => {
    box.validationMessage = problem(box.value);
  };
  check();
  return new Promise(resolve => {
    const end = (answer: string | typeof back | undefined) => {
      resolve(answer);
      box.dispose();
    };
    box.onDidChangeValue(check);
    box.onDidAccept(() => problem(box.value) === undefined && end(box.value));
    box.onDidTriggerButton(() => end(back));
    box.onDidHide(() => end(undefined));
    box.show();
  });
}

/** An item, or undefined after Escape. */
export function pickItem<T extends vscode.QuickPickItem>(options: ItemStep<T>): Promise<T | undefined> {
  const { active, ...properties } = options;
  const list = Object.assign(vscode.window.createQuickPick<T>(), properties);
  list.matchOnDescription = true;
  list.ignoreFocusOut = true;
  if (active) list.activeItems = [active];
  return new Promise(resolve => {
    const end = (item: T | undefined) => {
      resolve(item);
      list.dispose();
    };
    list.onDidAccept(() => end(list.selectedItems[0]));
    list.onDidHide(() => end(undefined));
    list.show();
  });
}
