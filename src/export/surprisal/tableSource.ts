import type { RunSettings, RunText } from '../../protocol/run';
import type { SurprisalRowKind } from '../../protocol/surprisalTable';
import { columnNames } from './cells';

/** A model, with all that a reader of its figures needs to find or repeat it. */
export interface ModelIdentity {
  readonly kind: 'run' | 'file' | 'n-grams' | 'mixture';
  readonly name: string;
  /** Of a run, n-grams or a mixture. */
  readonly id?: string;
  readonly createdAt?: string;
  /** Such as `elman · tanh · 100`. */
  readonly description: string;
  /** Number of updates of these weights. Missing for models that are not trained step by step. */
  readonly iteration?: number;
  /** Whether these weights of a run have the lowest loss on its held-out text. */
  readonly isBest?: boolean;
  /** Digest of the file of these weights. Missing for a mixture, and for a run that still trains. */
  readonly sha256?: string;
  /** The tokenizer, and the number of symbols. */
  readonly unit: string;
  readonly vocabulary: number;
  readonly trainedOn?: Pick<RunText, 'name' | 'fingerprint'>;
  readonly settings?: RunSettings;
  readonly members?: readonly { readonly name: string; readonly weight: number }[];
}

/** A table of surprisal and what it was made from. */
export interface TableSource {
  /** The table's file name. */
  readonly table: string;
  /** Version of Elman Lab. */
  readonly version: string;
  readonly createdAt: string;
  readonly rows: SurprisalRowKind;
  readonly perLine: boolean;
  readonly texts: readonly string[];
  readonly models: readonly ModelIdentity[];
}

/** The file beside a table that says what it was made from. */
export const sourcePath = (table: string) => `${table}.json`;

/** The name of the program, at the start of `program`. */
const PROGRAM = 'Elman Lab';

/** Returns whether the content of a file was written by `tableSource`, so that it may be replaced. */
export function isTableSource(content: string): boolean {
  try {
    const { program, models } = JSON.parse(content);
    return String(program).startsWith(PROGRAM) && Array.isArray(models);
  } catch {
    return false;
  }
}

/**
 * Writes what a table was made from, as JSON: a table with lines before its header would not be one that other
 * programs read.
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

/** Names a model in a line, to be copied into a paper. */
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
