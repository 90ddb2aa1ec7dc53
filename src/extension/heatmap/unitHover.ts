import * as vscode from 'vscode';
import { placeName } from './chosenUnit';
import type { Heatmap } from './heatmap';

/** Shows the value of the unit after the token under the pointer. */
export function unitHover(heatmap: Heatmap): vscode.HoverProvider {
  return {
    provideHover(document, position) {
      const found = heatmap.unitAt(document, position);
      if (!found) return undefined;
      const { place, value, start, end } = found;
      const text = Number.isNaN(value)
        ? vscode.l10n.t("not in the model's vocabulary")
        : value.toLocaleString(vscode.env.language, { maximumSignificantDigits: 4 });
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      return new vscode.Hover(`${placeName(place)}: **${text}**`, range);
    },
  };
}
