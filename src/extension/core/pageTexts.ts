import * as vscode from 'vscode';

/** Returns the interface translations and the language of VS Code, for pages outside the extension host. */
export function pageTexts() {
  return { translations: asTexts(vscode.l10n.bundle ?? {}), language: vscode.env.language };
}

/**
 * Returns a bundle of translations as plain texts. An entry with comments is an object that has its text in
 * `message`.
 */
function asTexts(bundle: NonNullable<typeof vscode.l10n.bundle>): Record<string, string> {
  const texts = bundle as Record<string, string | { readonly message: string }>;
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, typeof value === 'string' ? value : value.message]),
  );
}
