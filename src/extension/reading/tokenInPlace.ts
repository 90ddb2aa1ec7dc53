import * as vscode from 'vscode';
import { visible } from '../../common/visibleToken';
import type { ModelFacts } from '../../protocol/modelReference';
import type { SurprisingToken } from '../../protocol/textScore';
import { isByCharacter } from './scoreFigures';
import { wordAround } from './wordAround';

/**
 * Returns a token together with the letters before and after it in its word, if the token is a character.
 * Other tokens are returned without these letters.
 */
export function tokenInPlace(
  { text, start, end }: SurprisingToken,
  model: ModelFacts,
  document: vscode.TextDocument,
): readonly [before: string, token: string, after: string] {
  if (!isByCharacter(model)) return ['', visible(text), ''];
  const textAt = (from: number, to: number) =>
    document.getText(new vscode.Range(document.positionAt(from), document.positionAt(to)));
  const [before, after] = wordAround(textAt, start, end);
  return [before, visible(text), after];
}
