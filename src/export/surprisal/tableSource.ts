import type { LesionNote } from '../../protocol/lesion';
import type { RunSettings, RunText } from '../../protocol/run';
import type { SurprisalRowKind } from '../../protocol/surprisalTable';
import { columnNames } from './cells';

/**
 * The description of a model in the file beside a table, by which a reader can find the model or reproduce
 * it.
 */
export interface ModelIdentity {
  readonly kind:
    | 'run'
    | 'file'
    | 'n-grams'
    | 'hidden Markov model'
    | 'linear dynamical system'
    | 'mixture'
    | 'lesion';
  readonly name: string;
  /** The model's id. Missing for a model in a file. */
  readonly id?: string;
  readonly createdAt?: string;
  /** A short description, such as `elman · tanh · 100`. */
  readonly description: string;
  /**
   * Number of updates after which the run had these weights. Missing for models that are not trained in
   * iterations.
   */
  readonly iteration?: number;
  /** Whether these are the weights with the lowest loss on the run's held-out text. */
  readonly isBest?: boolean;
  /**
   * SHA-256 digest of the model's file, in hexadecimal. Missing for a mixture, for a run that still trains,
   * and for a file that has changed since it was opened.
   */
  readonly sha256?: string;
  /** The name of the tokenizer. `vocabulary`: the number of symbols. */
  readonly unit: string;
  readonly vocabulary: number;
  readonly trainedOn?: Pick<RunText, 'name' | 'fingerprint'>;
  readonly settings?: RunSettings;
  /** The lesion of a stored network. */
  readonly lesion?: LesionNote;
  readonly members?: readonly { readonly name: string; readonly weight: number }[];
}

/** The content of the JSON file beside a table of surprisal: from what the table was made. */
export interface TableSource {
  /** The table's file name. */
  readonly table: string;
  /** Version of Elman Lab that made the table. */
  readonly version: string;
  readonly createdAt: string;
  readonly rows: SurprisalRowKind;
  readonly perLine: boolean;
  readonly texts: readonly string[];
  readonly models: readonly ModelIdentity[];
}

/** Returns the path of the JSON file beside a table, which says from what the table was made. */
export const sourcePath = (table: string) => `${table}.json`;

/** The program's name, with which the field `program` of the JSON file begins. */
const PROGRAM = 'Elman Lab';

/**
 * Returns whether the content of a file was written by `tableSource`. If not, the file must not be replaced.
 */
export function isTableSource(content: string): boolean {
  try {
    const { program, models } = JSON.parse(content);
    return String(program).startsWith(PROGRAM) && Array.isArray(models);
  } catch {
    return false;
  }
}

/**
 * Returns the JSON description of the texts, models and options from which a table was made. It is a separate
 * file, because most programs cannot read a table that has lines before its header.
 */
export function tableSource({ version, models, ...source }: TableSource): Uint8Array {
  const program = `${PROGRAM} ${version}`;
  const names = columnNames(models);
  const described = models.map((model, i) => ({
    ...(models.length > 1 && { columns: `surprisal_${names[i]}` }),
    citation: citationOf(model, program),
    ...model,
  }));
  const about = { ...source, program, models: described };
  return new TextEncoder().encode(`${JSON.stringify(about, undefined, 2)}\n`);
}

/** Returns a line that identifies a model, for use in a paper. */
function citationOf(model: ModelIdentity, program: string): string {
  const { kind, name, id, description, iteration, isBest, sha256 } = model;
  const facts = [
    description,
    ...(id === undefined ? [] : [`${kind} ${id}`]),
    ...(iteration === undefined ? [] : [`iteration ${iteration}`]),
    ...(isBest ? ['best on held-out text'] : []),
    ...(sha256 === undefined ? [] : [`SHA-256 ${sha256}`]),
    program,
  ];
  return `${name} (${facts.join(', ')})`;
}
