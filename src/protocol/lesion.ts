/** Hidden units of a layer that count as 0 for everything that reads them. Layer 0 is the lowest. */
export interface SilencedUnits {
  readonly layer: number;
  readonly units: readonly number[];
}

/** Weights of a matrix that count as 0. An entry is its row times the number of columns, plus its column. */
export interface RemovedConnections {
  /** The name of the matrix, such as `Whh`. */
  readonly matrix: string;
  readonly entries: readonly number[];
}

/** The model from which a lesioned model was made. It is not changed, and the lesioned model has a copy of its weights. */
export interface LesionBase {
  readonly name: string;
  /** The id of the run or model. Missing for a file. */
  readonly id?: string;
  /** Number of updates that the weights had received. */
  readonly iteration: number;
  /** SHA-256 digest of the model file, in hexadecimal. */
  readonly sha256: string;
}

/** The parts of a network that count as 0: a list beside the weights. */
export interface Lesion {
  readonly units: readonly SilencedUnits[];
  readonly connections: readonly RemovedConnections[];
  readonly base?: LesionBase;
}

/** A summary of a lesion, for records. Counts the silenced units and the removed connections. */
export interface LesionNote {
  readonly units: number;
  readonly connections: number;
  readonly base?: LesionBase;
}

export const noteOf = ({ units, connections, base }: Lesion): LesionNote => ({
  units: units.reduce((sum, each) => sum + each.units.length, 0),
  connections: connections.reduce((sum, each) => sum + each.entries.length, 0),
  ...(base && { base }),
});

/** What a lesion does to a network, measured on a text. */
export interface LesionEffect {
  readonly layers: number;
  /** Number of hidden units of each layer. */
  readonly hidden: number;
  /** The names of the weight matrices. */
  readonly matrices: readonly string[];
  /** The silenced units, also those that the network has without this lesion. */
  readonly units: readonly SilencedUnits[];
  /** Number of removed connections. */
  readonly connections: number;
  /** The perplexity of the text, and a sample, before and after. Without a lesion, there is only the first. */
  readonly perplexities: readonly number[];
  readonly samples: readonly string[];
}

/** Describes a lesion: parts by number, and random shares of units and of the entries of matrices. */
export interface LesionChoice {
  readonly units?: readonly SilencedUnits[];
  readonly connections?: readonly RemovedConnections[];
  /** The share of all hidden units to silence at random, from 0 to 1. */
  readonly unitShare?: number;
  readonly connectionShares?: readonly { readonly matrix: string; readonly share: number }[];
  /** Seed of the random shares. Default: 0. */
  readonly seed?: number;
}
