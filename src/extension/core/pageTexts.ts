import * as vscode from 'vscode';

/**
 * Returns the translations of the interface and the language of VS Code, for pages, which have no access to
 * VS Code's API.
 */
export function pageTexts() {
  return { translations: asTexts(vscode.l10n.bundle ?? {}), language: vscode.env.language };
}

/**
 * Returns a bundle of translations as plain texts. A translation with comments for translators is an object,
 * whose `message` is the text.
 */
function asTexts(bundle: NonNullable<typeof vscode.l10n.bundle>): Record<string, string> {
  const texts = bundle as Record<string, string | { readonly message: string }>;
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, typeof value === 'string' ? value : value.message]),
  );
}
