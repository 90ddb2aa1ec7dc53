import type { Argument } from './message';
import { UserError } from './userError';

/** An error in a form that a channel can send. A structured clone would lose the error's class. */
export interface Failure {
  readonly message: string;
  readonly stack?: string;
  /** The parts of a UserError; undefined for other errors. */
  readonly user?: {
    readonly template: string;
    readonly args: readonly Argument[];
    readonly setting?: string;
    readonly file?: string;
  };
}

export function describe(error: unknown): Failure {
  if (error instanceof UserError) {
    const { message, template, args, setting, file } = error;
    return { message, user: { template, args, setting, file } };
  }
  return error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
}

/** Rebuilds the error that `describe` serialized. */
export function errorFrom(failure: Failure): Error {
  if (failure.user) {
    const { template, args, setting, file } = failure.user;
    return new UserError(template, args, setting, file);
  }
  const error = new Error(failure.message);
  if (failure.stack) error.stack = failure.stack;
  return error;
}
