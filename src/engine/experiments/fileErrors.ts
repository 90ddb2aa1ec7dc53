import type { Node } from 'jsonc-parser';
import type { FileError } from '../../protocol/experiment';
import { type Message, withNames } from '../../protocol/message';
import { UserError } from '../../protocol/userError';

/** Thrown for the first error in an experiment's file. */
export class ExperimentFileError extends UserError {
  constructor(readonly error: FileError) {
    super(error.template, error.args);
  }
}

/** Returns an error located at a node of the file. */
export function errorAt(
  { offset, length }: Pick<Node, 'offset' | 'length'>,
  message: Message,
  replacement?: string,
): ExperimentFileError {
  return new ExperimentFileError({
    ...message,
    offset,
    length,
    ...(replacement !== undefined && { replacement }),
  });
}

/** Returns an error whose message contains the file's name and the line and column, both counted from 1. */
export function located(source: string, file: string, { error }: ExperimentFileError): UserError {
  const before = source.slice(0, error.offset).split(/\r\n|\r|\n/);
  const place = `${file}:${before.length}:${before[before.length - 1].length + 1}`;
  return new UserError(error.template, namesInFile(error), undefined, place);
}

/**
 * Returns the arguments of an error message. Settings among them are named as in the file, without a prefix
 * or dashes.
 */
export const namesInFile = ({ args }: Message) => withNames(args, setting => setting);
