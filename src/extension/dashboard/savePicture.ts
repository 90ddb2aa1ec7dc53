import * as vscode from 'vscode';
import type { Picture } from '../../protocol/dashboard';
import { askWhere } from '../askWhere';

const kinds = { png: 'PNG', svg: 'SVG' } as const;

/** Asks the user where to save a picture, and writes the picture to that file. */
export async function savePicture({ name, format, bytes }: Picture): Promise<void> {
  const target = await askWhere(vscode.l10n.t('Save Plot'), name, kinds[format], format);
  if (target) await vscode.workspace.fs.writeFile(target, bytes);
}
