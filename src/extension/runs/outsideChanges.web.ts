import type { RunRecord } from '../../protocol/run';

/** Returns no run: in the browser, the file system reports the changes of other windows. */
export const changedOutside = async (_folder: string, _runs: readonly RunRecord[]): Promise<string[]> => [];
