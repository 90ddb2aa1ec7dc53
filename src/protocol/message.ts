/**
 * A text for users: an English template with `{0}`-style placeholders. The template is also the key of its
 * translation.
 */
export interface Message {
  readonly template: string;
  readonly args: readonly (string | number)[];
}

/** Replaces `{0}`, `{1}` ... with the arguments. A placeholder without an argument is left unchanged. */
export function fill(template: string, args: readonly (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (place, index: string) => String(args[Number(index)] ?? place));
}

/** Wraps a text that is shown as it is, without translation. */
export function verbatim(text: string): Message {
  return { template: '{0}', args: [text] };
}

/** Returns an error's message, or any other thrown value as a string. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
