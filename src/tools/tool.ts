import type { ObjectSchema } from './schema';

/** The input of a tool, which has been checked against its schema. */
export type ToolInput = Readonly<Record<string, unknown>>;

/** A command line of `elman`, without the folder of the runs, which the caller adds. */
export interface ElmanCall {
  readonly args: readonly string[];
  /** The text for the standard input. */
  readonly input?: string;
}

/**
 * A tool for language models. Each tool runs one command of `elman`, so that its figures are those of the
 * command line.
 */
export interface Tool {
  /** The name, as `{verb}_{noun}`. */
  readonly name: string;
  readonly title: string;
  /** Says to a language model what the tool does and when to use it. */
  readonly description: string;
  readonly schema: ObjectSchema;
  /** Whether the tool changes nothing. A tool that changes something asks the user first. */
  readonly isReadOnly: boolean;
  /** The names of inputs that are paths of files. They must be inside the folders that the user has opened. */
  readonly files: readonly string[];
  /** The names of inputs that are models: the id of a run or of a stored model, or the path of a file. */
  readonly models: readonly string[];
  call(input: ToolInput): ElmanCall;
  /** Returns the answer for the language model: short, and in figures. `stdout` is what `elman` has printed. */
  answer(stdout: string, input: ToolInput): object;
}

/** Returns the JSON values that `elman` has printed, one per line. */
export function jsonLinesOf(stdout: string): Readonly<Record<string, unknown>>[] {
  return stdout
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line));
}
