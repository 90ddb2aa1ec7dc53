/**
 * The one error type meant for people: what was found, what was expected, and what to do.
 *
 * The message is an English template with `{0}`-style places, which doubles as the key of its translation;
 * whoever shows it translates the template and fills in `args`.
 */
export class UserError extends Error {
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

/** Replaces `{0}`, `{1}` ... by the arguments; a place without an argument stays as it is. */
export function fill(template: string, args: readonly (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (place, index: string) => String(args[Number(index)] ?? place));
}
