import * as vscode from 'vscode';

const SCHEME = 'elman-active-model';

/**
 * Returns the URI to set as the resource of a tree row, so that the row gets the badge of the active model
 * with a tooltip.
 */
export const activeUri = (id: string, tooltip: string) =>
  vscode.Uri.from({ scheme: SCHEME, path: `/${id}`, fragment: tooltip });

/**
 * Shows a badge on the active model in the tree. A badge is at the right edge of its row, so that it is
 * visible even if the view is narrow.
 */
export function showActiveBadge(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme, fragment }) =>
      scheme === SCHEME
        ? new vscode.FileDecoration('◉', fragment, new vscode.ThemeColor('list.highlightForeground'))
        : undefined,
  });
}
