import type { FileSystem } from '../engine/storage/fileSystem';
import { UserError } from '../protocol/userError';

/** Throws a UserError: in the browser, there are no temporary folders. */
export function withTemporaryStore<T>(_use: (files: FileSystem) => Promise<T>): Promise<T> {
  return Promise.reject(
    new UserError('Reports of a class cannot be made in the browser. Use VS Code on the desktop.'),
  );
}
