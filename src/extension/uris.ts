import type { Uri } from 'vscode';

/** Returns the display name of a file or document: the last part of its path. */
export const nameOf = (uri: Uri) => uri.path.split('/').pop() || uri.toString();
