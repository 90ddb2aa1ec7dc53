import { reasonOf } from '../protocol/message';
import { UserError } from '../protocol/userError';

/** Returns the error for a text file that could not be read, for the editor and the command line. */

export function unreadableText(name: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  if (isTooLarge(error)) return tooLarge(name);
  return new UserError('"{0}" could not be read ({1}). Check that it is there, or choose another text.', [
    name,
    codeOf(error),
  ]);
}

export function unreadableModel(path: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  if (isTooLarge(error)) return tooLarge(path);
  return new UserError(
    'The model file "{0}" could not be read ({1}). Check that it is there, or choose another model.',
    [path, codeOf(error)],
  );
}

/** Returns the error for a file of any other kind that could not be read. */
export function unreadableFile(path: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  if (isTooLarge(error)) return tooLarge(path);
  return new UserError('"{0}" could not be read ({1}). Check that it is there.', [path, codeOf(error)]);
}

/**
 * Returns whether an error says that a file is too large to read at once. Node and VS Code read at most 2
 * GiB.
 */
function isTooLarge(error: unknown): boolean {
  return ['ERR_FS_FILE_TOO_LARGE', 'FileTooLarge'].includes(codeOf(error));
}

function tooLarge(path: string): UserError {
  return new UserError('"{0}" is too large: this kind of file may have at most 2 GiB. Use a part of it.', [
    path,
  ]);
}

/** Returns the error for a text that is too long for one string. JavaScript limits the length of strings. */
export function tooLongText(name: string, longest: number): UserError {
  return new UserError(
    '"{0}" is too large: this kind of text may have at most {1} characters. Use a part of it.',
    [name, longest],
  );
}

export function noRegularFile(path: string): UserError {
  return new UserError('"{0}" is not a regular file but a pipe, a device or a broken link. Choose a file.', [
    path,
  ]);
}

export function silentPipe(path: string): UserError {
  return new UserError('No program writes to the pipe "{0}". Start that program first, or give a file.', [
    path,
  ]);
}

export function endlessInput(path: string, megabytes: number): UserError {
  return new UserError('"{0}" did not end within {1} MB, so reading it was stopped. Give a file instead.', [
    path,
    megabytes,
  ]);
}

/** Returns whether an error comes from the operating system, such as ENOSPC or EROFS, and is not a bug. */
export function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^E[A-Z\d]+$/.test(String(error.code));
}

/**
 * Returns the code of an error, such as ENOENT from Node or FileNotFound from VS Code. If the error has no
 * code, returns its message.
 */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : reasonOf(error);
}
