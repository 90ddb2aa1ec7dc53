import { fileURLToPath } from 'node:url';

/** Returns the path of a file that this worker can read itself. Undefined if only the extension host can read it. */
export const localPath = (uri: string): string | undefined =>
  uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
