import { fill } from './message';
import { UserError } from './userError';

/** An error on its way through a channel: a structured clone would forget what kind it was. */
export interface Failure {
  readonly message: string;
  readonly stack?: string;
  /** Only for a UserError. */
  readonly user?: {
    readonly template: string;
    readonly args: readonly (string | number)[];
    readonly setting?: string;
  };
}

export function describe(error: unknown): Failure {
  if (error instanceof UserError) {
    const { template, args, setting } = error;
    return { message: fill(template, args), user: { template, args, setting } };
  }
  return error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
}

/** The error that `describe` was told of. */
export function revive(failure: Failure): Error {
  if (failure.user) return new UserError(failure.user.template, failure.user.args, failure.user.setting);
  const error = new Error(failure.message);
  if (failure.stack) error.stack = failure.stack;
  return error;
}
