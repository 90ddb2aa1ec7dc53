import { type Argument, fill, type Message } from './message';

/**
 * The only error type that is shown to users. It says what was found, what was expected, and what to do.
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

/** Puts the file name, if any, in front of a message. */
export function withFile(text: string, file: string | undefined): string {
  return file === undefined ? text : `${file}: ${text}`;
}

/** Runs an action on a file and adds the file's name to any UserError that does not mention it. */
export async function naming<T>(file: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof UserError) || error.args.includes(file)) throw error;
    throw new UserError(error.template, error.args, error.setting, file);
  }
}
