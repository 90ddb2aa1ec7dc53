import * as vscode from 'vscode';
import { count } from '../format/numbers';

export interface CountQuestion {
  readonly prompt: string;
  /** The proposed answer. */
  readonly usual: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Asks the user for whole numbers, one after the other. Undefined if the user cancelled. */
export async function askNumbers(
  title: string,
  ...questions: readonly CountQuestion[]
): Promise<number[] | undefined> {
  const answers: number[] = [];
  for (const question of questions) {
    const answer = await ask(title, question);
    if (answer === undefined) return undefined;
    answers.push(answer);
  }
  return answers;
}

async function ask(title: string, { prompt, usual, minimum, maximum }: CountQuestion) {
  const isValid = (text: string) =>
    /^\d+$/.test(text.trim()) && Number(text) >= minimum && Number(text) <= maximum;
  const answer = await vscode.window.showInputBox({
    ...{ title, prompt, value: String(usual) },
    validateInput: text =>
      isValid(text)
        ? undefined
        : vscode.l10n.t('Enter a whole number from {0} to {1}.', count(minimum), count(maximum)),
  });
  return answer === undefined ? undefined : Number(answer);
}
