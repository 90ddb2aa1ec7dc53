import { UserError } from '../protocol/userError';

/** Maximum size of a file after decompression, in bytes. */
export const MOST_IN_MEMORY = 2 ** 29;

/** Rejects with a UserError, like `piecesOfText`. */
export const readRegularFile = async (path: string): Promise<Uint8Array> => {
  throw unreadable(path);
};

/** Throws a UserError. In the browser, the extension host reads the files and sends their bytes. */
export function piecesOfText(path: string): Generator<Uint8Array> {
  throw unreadable(path);
}

const unreadable = (path: string) =>
  new UserError('"{0}" cannot be read in the browser. Open it in VS Code on the desktop.', [path]);
