import * as vscode from 'vscode';
import { type HeadPlace, nearestHead } from '../../protocol/attentionReading';
import type { Services } from '../core/services';
import { type ChosenHead, headName } from './chosenHead';

interface HeadItem extends vscode.QuickPickItem {
  readonly place: HeadPlace;
}

/**
 * Lists the heads of the active model's layers. The head under the cursor of the list colours the text at once. Escape
 * restores the head from before.
 */
export async function chooseHead(
  { reader }: Services,
  document: vscode.TextDocument,
  chosen: ChosenHead,
): Promise<void> {
  // Reads no token. Only the numbers of layers and heads are needed.
  const nothing = { origin: 0, start: 0, end: 0 };
  const found = await reader.attention(document, nothing, { caret: 0, place: undefined });
  if (!found) return;
  const { layers, heads } = found.attention;
  const before = chosen.place;
  const now = nearestHead({ layers, heads }, before);
  const items = Array.from({ length: layers }, (_, layer) => [
    itemOf({ layer }),
    ...Array.from({ length: heads }, (_each, head) => itemOf({ layer, head })),
  ]).flat();
  const item = await vscode.window.showQuickPick(
    items.sort((a, b) => rank(a, now) - rank(b, now)),
    {
      placeHolder: vscode.l10n.t(
        'Head whose attention colours the tokens. The text shows it while you move in this list.',
      ),
      onDidSelectItem: (selected: HeadItem) => chosen.choose(selected.place),
    },
  );
  chosen.choose(item ? item.place : before);
}

const itemOf = (place: HeadPlace): HeadItem => ({ label: headName(place), place });

/** Puts the present head first, because the list begins at its first item. */
const rank = ({ place }: HeadItem, now: HeadPlace) => (JSON.stringify(place) === JSON.stringify(now) ? 0 : 1);
