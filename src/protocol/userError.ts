import { type Argument, fill, type Message } from './message';

/**
 * The only type of error that is shown to users. Its message says what was found, what was expected, and what
 * to do.
 *
 * The message is an English template with `{0}`-style placeholders. The template is also the key of its
 * translation. The code that shows the error translates the template and fills in `args`.
 */
export class UserError extends Error implements Message {
  override readonly name = 'UserError';

  constructor(
    readonly template: string,
    readonly args: readonly Argument[] = [],
    /** The setting that caused the error (`model.hidden`), if any. */
    readonly setting?: string,
    /** The file that the error concerns, if the message does not name it. */
    readonly file?: string,
  ) {
    super(withFile(fill(template, args), file));
  }
}

/** Puts the file name and a colon before a message. Without a file name, returns the message unchanged. */
export function withFile(text: string, file: string | undefined): string {
  return file === undefined ? text : `${file}: ${text}`;
}

/**
 * Runs an action that concerns a file. If the action throws a UserError without a file name, adds the name of
 * this file to the error.
 */
export async function naming<T>(file: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof UserError) || error.args.includes(file)) throw error;
    throw new UserError(error.template, error.args, error.setting, file);
  }
}
