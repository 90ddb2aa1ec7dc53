import * as path from 'node:path';
import * as vscode from 'vscode';
import { encodingNamed } from '../../common/encoding/encodings';
import { unreadableText } from '../../common/unreadable';
import type { ExperimentOutline, ExperimentTexts } from '../../protocol/experiment';
import type { StartParams } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';
import { isFolder, readFolder } from '../labels/labelledFolder';
import { checkRegular } from '../regularFile';
import { readRunText } from '../training/textSource';
import { nameOf } from '../uris';

const ENDING = '.elman.json';

/** Selects the documents that are experiment files, including unsaved ones. */
export const experimentFiles: vscode.DocumentSelector = { pattern: `**/*${ENDING}` };

export const isExperimentFile = ({ path }: vscode.Uri) => path.endsWith(ENDING);

/** Reads the texts of an experiment. Their paths are relative to the experiment's file, `file`. */
export async function readTexts(file: vscode.Uri, outline: ExperimentOutline): Promise<ExperimentTexts> {
  const { encoding, task, validationText } = outline;
  const read = async (place: string) => {
    const uri = uriOf(file, place);
    return task === 'classify' && (await isFolder(uri)) ? readFolder(uri) : readIn(uri, encoding);
  };
  const texts: Record<string, StartParams['text']> = {};
  for (const { name, path: place } of outline.texts) if (place !== undefined) texts[name] = await read(place);
  return { texts, ...(validationText !== undefined && { validationText: await read(validationText) }) };
}

/**
 * Returns the URI for a path that the experiment's file `file` contains. A relative path is relative to this
 * file.
 */
export function uriOf(file: vscode.Uri, place: string): vscode.Uri {
  if (path.isAbsolute(place)) return vscode.Uri.file(place);
  const base = file.scheme === 'untitled' ? file.with({ scheme: 'file' }) : file;
  return vscode.Uri.joinPath(base, '..', place);
}

/**
 * Reads a text with its unsaved changes in the editor. If the experiment sets an encoding, reads the text's
 * file in this encoding instead. Throws a UserError if the text cannot be read.
 */
async function readIn(uri: vscode.Uri, encoding: string | undefined): Promise<StartParams['text']> {
  if (encoding === undefined) return readRunText(uri);
  return readEncoded(uri, encoding).catch(error => {
    throw unreadableText(nameOf(uri), error);
  });
}

async function readEncoded(uri: vscode.Uri, encoding: string): Promise<StartParams['text']> {
  const label = encodingNamed(encoding)?.label;
  if (label === undefined) throw new UserError('"{0}" is not the name of an encoding.', [encoding]);
  await checkRegular(uri);
  const file = { name: nameOf(uri), uri: uri.toString() };
  if (uri.scheme === 'file') {
    const { size } = await vscode.workspace.fs.stat(uri);
    // Returns only a reference to the file, which the worker reads and decodes.
    return { ...file, path: uri.fsPath, size, encoding: label };
  }
  const text = new TextDecoder(label).decode(await vscode.workspace.fs.readFile(uri));
  return { ...file, bytes: new TextEncoder().encode(text) };
}
