import * as vscode from 'vscode';
import { EncodingError } from '../../common/encoding/encodingError';
import { encodings, markedEncoding, UTF8 } from '../../common/encoding/encodings';
import { findDamage } from '../../common/encoding/findDamage';
import { nameOf } from '../uris';

/**
 * Returns the label of the encoding in which VS Code opens a file: that of its byte order mark, else that of
 * `files.encoding`. UTF-8 for encodings that only the editor knows.
 */
export function configuredEncoding(uri: vscode.Uri, bytes: Uint8Array): string {
  const configured = vscode.workspace.getConfiguration('files', uri).get('encoding');
  return markedEncoding(bytes) ?? labelOf(String(configured)) ?? UTF8.label;
}

/** Returns the label of an encoding by its name in VS Code. Undefined for one that only the editor knows. */
export function labelOf(editor: string): string | undefined {
  return editor === 'utf8bom' ? UTF8.label : encodings.find(each => each.editor === editor)?.label;
}

/** Returns an error if the bytes are invalid in this encoding. */
export function damageIn(uri: vscode.Uri, bytes: Uint8Array, label: string): EncodingError | undefined {
  const damage = findDamage([bytes], label);
  return damage && new EncodingError(nameOf(uri), label, damage);
}
