import * as vscode from 'vscode';
import type { StatePart } from '../../protocol/statePart';
import { type UnitPlace, unitName } from '../../protocol/unitReading';
import { type ChosenUnit, meaningOf } from './chosenUnit';

interface UnitItem extends vscode.QuickPickItem {
  readonly place?: UnitPlace;
}

/**
 * Lists all units. The unit under the cursor of the list colours the text at once, so that the arrow keys go
 * through units, gates and layers. Escape restores the unit from before.
 */
export async function chooseUnit(chosen: ChosenUnit): Promise<void> {
  const before = chosen.place;
  const pick = vscode.window.createQuickPick<UnitItem>();
  pick.placeholder = vscode.l10n.t(
    'Unit to colour tokens by. The text shows it while you move in this list.',
  );
  pick.matchOnDescription = true;
  pick.items = chosen.networkParts.flatMap(itemsOf);
  const active = pick.items.find(({ place }) => JSON.stringify(place) === JSON.stringify(before));
  if (active) pick.activeItems = [active];
  let isAccepted = false;
  pick.onDidChangeActive(([item]) => {
    const { place } = item ?? {};
    if (place && JSON.stringify(place) !== JSON.stringify(chosen.place)) chosen.choose(place);
  });
  await new Promise<void>(settle => {
    pick.onDidAccept(() => {
      isAccepted = true;
      pick.hide();
    });
    pick.onDidHide(() => settle());
    pick.show();
  });
  if (!isAccepted && before) chosen.choose(before);
  pick.dispose();
}

function itemsOf(part: StatePart): UnitItem[] {
  const { name, layer, size } = part;
  return [
    { label: `${name}_l${layer}: ${meaningOf(part)}`, kind: vscode.QuickPickItemKind.Separator },
    ...Array.from({ length: size }, (_, unit) => {
      const place = { name, layer, unit };
      return { label: unitName(place), description: meaningOf(part), place };
    }),
  ];
}
