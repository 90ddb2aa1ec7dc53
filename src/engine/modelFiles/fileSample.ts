import type { Message } from '../../protocol/message';
import type {
  ModelFileFact,
  ModelFileFormat,
  ModelFileParts,
  ModelFileRow,
  ModelFileRowKind,
  ModelFileUse,
} from '../../protocol/modelFile';
import { UserError } from '../../protocol/userError';

/** A part of a file. */
export interface FilePiece {
  /** Index of its first byte in the file. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** What was read of a model file: all of it or, if it is large, its beginning and some pieces further on. */
export interface FileSample {
  readonly name: string;
  readonly begin: Uint8Array;
  /** Size of the file in bytes. Undefined for a packed file that was not unpacked to its end. */
  readonly size?: number;
  /** Pieces after the beginning, in the order of the file. The last one is its end. */
  readonly pieces: readonly FilePiece[];
  /** Reads a part of another file in the same folder. Undefined if the file does not exist. */
  beside?(name: string): Promise<FileSample | undefined>;
}

/** Returns whether all of a file was read. */
export const isWhole = ({ begin, size }: FileSample) => begin.length === size;

/** What a model file contains. `summary` of the protocol is made from it. */
export interface ModelFileSurvey {
  readonly format: ModelFileFormat;
  readonly facts: readonly ModelFileFact[];
  readonly parts: readonly ModelFileParts[];
  readonly rowKind: ModelFileRowKind;
  readonly rows: readonly ModelFileRow[];
  readonly announced?: number;
  readonly damage?: Message;
  readonly warnings: readonly Message[];
  readonly use?: ModelFileUse;
}

/** Maximum number of rows of a section of a file that can be searched. */
export const MOST_ROWS = 100_000;

/** Runs an action. Returns its UserError, or undefined if there is none. */
export function damageIn(action: () => unknown): UserError | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

const LINE_FEED = 0x0a;

/** Returns the whole lines at the beginning of bytes. A last line without a line feed is left out. */
export const wholeLines = (bytes: Uint8Array) => bytes.subarray(0, bytes.lastIndexOf(LINE_FEED) + 1);
