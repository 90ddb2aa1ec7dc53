import { reasonOf } from './message';
import { UserError } from './userError';

/** What people are told of files that could not be read, in the editor and on the command line. */

export function unreadableText(name: string, error: unknown): UserError {
  return new UserError('"{0}" could not be read ({1}). Check that it is there, or choose another text.', [
    name,
    codeOf(error),
  ]);
}

export function unreadableModel(path: string, error: unknown): UserError {
  return new UserError(
    'The model file "{0}" could not be read ({1}). Check that it is there, or choose another model.',
    [path, codeOf(error)],
  );
}

/** Why a file system failed, in its own word for it: ENOENT, FileNotFound. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : reasonOf(error);
}
