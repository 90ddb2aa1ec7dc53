import { fill, type Message } from './message';

/**
 * The one error type meant for people: what was found, what was expected, and what to do.
 *
 * The message is an English template with `{0}`-style places, which doubles as the key of its translation;
 * whoever shows it translates the template and fills in `args`.
 */
export class UserError extends Error implements Message {
  override readonly name = 'UserError';

  constructor(
    readonly template: string,
    readonly args: readonly (string | number)[] = [],
    /** The full name of the setting at fault (`elman.model.hidden`), where there is one. */
    readonly setting?: string,
    /** The file that is spoken of, where the words do not name it. */
    readonly file?: string,
  ) {
    super(withFile(fill(template, args), file));
  }
}

/** What is said of a file, or of nothing in particular. */
export function withFile(text: string, file: string | undefined): string {
  return file === undefined ? text : `${file}: ${text}`;
}

/** Does something with a file, so that whatever is wrong with it names it. */
export async function naming<T>(file: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof UserError) || error.args.includes(file)) throw error;
    throw new UserError(error.template, error.args, error.setting, file);
  }
}
