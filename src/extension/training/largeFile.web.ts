import type * as vscode from 'vscode';
import type { SourceFile } from '../../protocol/sourceText';

/** Returns undefined: in the browser, workers cannot read files, so every text must fit into memory. */
export const findLargeFile = async (_uri: vscode.Uri): Promise<SourceFile | undefined> => undefined;
