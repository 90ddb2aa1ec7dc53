import type { StringSchema } from './schema';
import type { ToolInput } from './tool';
import { ToolError } from './toolError';

/** Maximum length of a text that is passed in the input of a tool, in UTF-16 code units. */
const LONGEST = 100_000;

/** The inputs of a tool that reads a text: either the text itself or the path of its file. */
export const textSchemas: Readonly<Record<'text' | 'file', StringSchema>> = {
  text: { type: 'string', maxLength: LONGEST, description: 'The text. Specify either text or file.' },
  file: {
    type: 'string',
    description: 'Path of a file with the text, relative to the workspace. Specify either text or file.',
  },
};

export const modelSchema: StringSchema = {
  type: 'string',
  description:
    'The id of a run or model, as list_runs returns it, or the path of a model file, relative to the workspace.',
};

/** Returns the operand and the standard input with which `elman` reads the text of an input. */
export function textOf({ text, file }: ToolInput): { readonly file: string; readonly stdin?: string } {
  if ((text === undefined) === (file === undefined))
    throw new ToolError('Specify either text or file, and not both.');
  return file === undefined ? { file: '-', stdin: String(text) } : { file: String(file) };
}
