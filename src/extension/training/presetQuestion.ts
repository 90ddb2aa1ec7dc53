import * as vscode from 'vscode';
import type { RunSettings } from '../../protocol/run';
import type { Preset } from '../../settings/preset';
import { presets } from '../../settings/presets';
import { back, pickItem } from './quickSteps';

/**
 * The user's choice for one run: settings that replace the user's own settings, and the name of the chosen
 * preset. Without a preset, the name is missing.
 */
export interface RunChoice {
  readonly name?: string;
  readonly settings: RunSettings;
  /** Whether the preset is that of a program that trains on the whole text. */
  readonly wholeText?: boolean;
}

export type PresetItem = vscode.QuickPickItem & { readonly choice: RunChoice };

/** Returns an item for each preset and, as the last one, an item for the user's own settings. */
export const presetItems = (own: RunSettings): PresetItem[] => [...presets.map(itemOf), asTheyAre(own)];

/**
 * Asks the user for a preset. In the result, `item` is undefined if the user cancelled, and `isNow` says
 * whether the user pressed "Train now".
 */
export async function askPreset(
  { title, totalSteps }: { readonly title: string; readonly totalSteps: number },
  items: readonly PresetItem[],
  active?: PresetItem,
): Promise<{ readonly item?: PresetItem; readonly isNow: boolean }> {
  const placeholder = vscode.l10n.t('Choose a network or preset');
  let isNow = false;
  const onTrainNow = () => {
    isNow = true;
  };
  const place = { step: 1, totalSteps, onTrainNow };
  const item = await pickItem({ ...place, title, placeholder, items, active });
  // The first question has no Back button, so `back` does not occur.
  return { item: item === back ? undefined : item, isNow };
}

function asTheyAre(own: RunSettings): PresetItem {
  return {
    label: vscode.l10n.t('Current settings'),
    description: [own['model.cell'], own['model.activation'], own['model.hidden']].join(' · '),
    choice: { settings: {} },
  };
}

function itemOf({ name, description, details, settings, wholeText }: Preset): PresetItem {
  const label = vscode.l10n.t(name);
  return {
    label,
    description: vscode.l10n.t(description),
    detail: details && vscode.l10n.t(details),
    choice: { name: label, settings, wholeText },
  };
}
