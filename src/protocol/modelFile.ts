import type { Message } from './message';

/** The formats of model files that the editor shows. `unknown`: a file in none of them. */
export type ModelFileFormat =
  | 'arpa'
  | 'rnnlm'
  | 'fasterRnnlm'
  | 'word2vecText'
  | 'word2vecBinary'
  | 'glove'
  | 'safetensors'
  | 'unknown';

/** A property of a model, such as the number of its hidden units. */
export type ModelFileFactName =
  | 'order'
  | 'unit'
  | 'hidden'
  | 'layer'
  | 'layers'
  | 'compression'
  | 'classes'
  | 'vocabulary'
  | 'direct'
  | 'directOrder'
  | 'bptt'
  | 'output'
  | 'epochs'
  | 'trainingText'
  | 'trainingWords'
  | 'vectors'
  | 'vectorSize'
  | 'tensors'
  | 'numbers'
  | 'program';

export interface ModelFileFact {
  readonly name: ModelFileFactName;
  readonly value: string | number;
}

/** Cells of a row of a table, in the order of its columns. */
export type ModelFileRow = readonly (string | number)[];

/**
 * A table of the main parts of a model, with its rows: for `orders`, the length of n-grams, their number in the
 * header and the number of those that were read; for `arrays`, a name, a shape and the number of elements; for
 * `metadata`, a key and a value.
 */
export interface ModelFileParts {
  readonly kind: 'orders' | 'arrays' | 'metadata';
  readonly rows: readonly ModelFileRow[];
}

/**
 * What the rows of a sample are, with their columns. `ngrams`: length, n-gram, log10 P, log10 of the back-off weight.
 * `words`: word, count, class. `countedWords`: word, count. `vectors`: word, norm of its vector, first numbers.
 * `tensors`: name, type, shape, number of elements, bytes.
 */
export type ModelFileRowKind = 'ngrams' | 'words' | 'countedWords' | 'vectors' | 'tensors';

/** How much of a file was read. */
export interface ModelFileExtent {
  /** Size of the file in bytes. */
  readonly size: number;
  /** Number of bytes that were read, after decompression. */
  readonly read: number;
  readonly isPacked: boolean;
  /** Whether all of the file was read. If so, it was also checked. */
  readonly isWhole: boolean;
  /** Number of places after the beginning at which a part was read. */
  readonly places: number;
}

/** What a file can be used for: as a language model, or as word vectors. */
export type ModelFileUse = 'model' | 'vectors';

export interface ModelFileSummary {
  readonly format: ModelFileFormat;
  readonly extent: ModelFileExtent;
  readonly facts: readonly ModelFileFact[];
  readonly parts: readonly ModelFileParts[];
  readonly rows: {
    readonly kind: ModelFileRowKind;
    /** Number of rows that can be searched. */
    readonly count: number;
    /** Number of rows of the file, according to its header. Undefined if it is not known. */
    readonly announced?: number;
  };
  /** The first damage, with its place. Undefined if none was found in what was read. */
  readonly damage?: Message;
  readonly warnings: readonly Message[];
  readonly use?: ModelFileUse;
}

/** A search in the rows of a sample. Upper and lower case are not distinguished. An empty text finds all rows. */
export interface ModelFileSearch {
  readonly query: string;
  /** The part of the found rows to return: `count` rows from index `from` on. */
  readonly from: number;
  readonly count: number;
}

export interface FoundModelFileRows {
  /** Number of all found rows. */
  readonly total: number;
  readonly rows: readonly ModelFileRow[];
}

type In<P> = P & { readonly uri: string };

/** The requests of the extension host to the worker that reads model files. */
export interface ModelFileRequests {
  /** Reads a file. Fails with a UserError if it cannot be read. Damage is part of the summary. */
  describe(params: In<unknown>): ModelFileSummary;
  /** Searches a file that was described. */
  find(params: In<ModelFileSearch>): FoundModelFileRows;
  /** Discards what was read of a file. */
  forget(params: In<unknown>): void;
}

/** The requests of that worker to the extension host. */
export interface ModelFileSources {
  /** Returns the bytes of a file that is not on this machine's disk. Fails with a UserError if it cannot be read. */
  file(params: { readonly uri: string }): Uint8Array;
}
