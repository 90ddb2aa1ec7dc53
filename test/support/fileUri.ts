import type * as vscode from 'vscode';

/** Returns the part of a local file's URI that workers in Node use. VS Code's own type exists only inside VS Code. */
export const fileUri = (fsPath: string) => ({ fsPath }) as vscode.Uri;
