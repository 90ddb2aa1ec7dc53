/** Words for people as an English template with `{0}`-style places, which is the key of its translation. */
export interface Message {
  readonly template: string;
  readonly args: readonly (string | number)[];
}

/** Replaces `{0}`, `{1}` ... by the arguments; a place without an argument stays as it is. */
export function fill(template: string, args: readonly (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (place, index: string) => String(args[Number(index)] ?? place));
}

/** Something that is said as it is, in no language of ours. */
export function verbatim(text: string): Message {
  return { template: '{0}', args: [text] };
}

/** Why something failed, as whatever was thrown says it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
