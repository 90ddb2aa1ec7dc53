import * as vscode from 'vscode';
import { EncodingError } from '../../common/encoding/encodingError';
import { encodings, markedEncoding, UTF8 } from '../../common/encoding/encodings';
import { findDamage } from '../../common/encoding/findDamage';
import { nameOf } from '../uris';

/**
 * Returns the label of the encoding in which VS Code opens a file: the encoding of the byte order mark or,
 * without a byte order mark, the encoding in the setting `files.encoding`. Returns UTF-8 for encodings that
 * the engine does not support.
 */
export function configuredEncoding(uri: vscode.Uri, bytes: Uint8Array): string {
  const configured = vscode.workspace.getConfiguration('files', uri).get('encoding');
  return markedEncoding(bytes) ?? labelOf(String(configured)) ?? UTF8.label;
}

/**
 * Returns the label of the encoding with this name in VS Code. Undefined if the engine does not support it.
 */
export function labelOf(editor: string): string | undefined {
  return editor === 'utf8bom' ? UTF8.label : encodings.find(each => each.editor === editor)?.label;
}

/** Returns an error for the first invalid byte in this encoding. Undefined if all bytes are valid. */
export function damageIn(uri: vscode.Uri, bytes: Uint8Array, label: string): EncodingError | undefined {
  const damage = findDamage([bytes], label);
  return damage && new EncodingError(nameOf(uri), label, damage);
}
