import * as vscode from 'vscode';

/** What the page's texts are in the language of VS Code, for whatever shows them outside the extension host. */
export function pageTexts() {
  return { translations: asTexts(vscode.l10n.bundle ?? {}), language: vscode.env.language };
}

/** Entries with comments hold their text in `message`. */
function asTexts(bundle: NonNullable<typeof vscode.l10n.bundle>): Record<string, string> {
  const texts = bundle as Record<string, string | { readonly message: string }>;
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, typeof value === 'string' ? value : value.message]),
  );
}
