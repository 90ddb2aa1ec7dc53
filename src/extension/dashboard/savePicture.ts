import * as vscode from 'vscode';
import type { Picture } from '../../protocol/dashboard';

const kinds = { png: 'PNG', svg: 'SVG' } as const;

/** Asks where to, and writes the picture there. */
export async function savePicture({ name, format, bytes }: Picture): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `${name.replace(/[^\p{L}\p{N} ._-]+/gu, ' ').trim()}.${format}`;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Plot'),
    filters: { [kinds[format]]: [format] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
  if (target) await vscode.workspace.fs.writeFile(target, bytes);
}
