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
  ) {
    super(fill(template, args));
  }
}
