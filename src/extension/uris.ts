import type { Uri } from 'vscode';

/** What people call a file or a document: the last part of its path. */
export const nameOf = (uri: Uri) => uri.path.split('/').pop() || uri.toString();
