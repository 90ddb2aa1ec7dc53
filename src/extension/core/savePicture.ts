import * as v from 'valibot';
import * as vscode from 'vscode';
import { askWhere } from '../askWhere';

const kinds = { png: 'PNG', svg: 'SVG' } as const;
const pictureSchema = v.object({
  name: v.string(),
  format: v.picklist(['png', 'svg']),
  bytes: v.instance(Uint8Array),
});

/**
 * Asks the user where to save a picture, and writes the picture to that file. `params` is what a page sent; throws an error
 * if it is not a picture.
 */
export async function savePicture(params: unknown): Promise<void> {
  const { name, format, bytes } = v.parse(pictureSchema, params);
  const target = await askWhere(vscode.l10n.t('Save Plot'), name, kinds[format], format);
  if (target) await vscode.workspace.fs.writeFile(target, bytes);
}
