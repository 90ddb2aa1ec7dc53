/**
 * A setting that is mentioned in a message. Each program shows its own form of the name: `elman.model.hidden`
 * in VS Code, `--hidden` on the command line.
 */
export interface SettingName {
  /** The name without a prefix, such as `model.hidden`. */
  readonly setting: string;
}

export type Argument = string | number | SettingName;

/**
 * A text for users: an English template with `{0}`-style placeholders. The template is also the key of its
 * translation.
 */
export interface Message {
  readonly template: string;
  readonly args: readonly Argument[];
}

/** Returns the name of a setting in VS Code. */
export function nameInVsCode(setting: string): string {
  return `elman.${setting}`;
}

/** Returns the arguments, with each setting among them replaced by the name that `nameOf` returns for it. */
export function withNames(
  args: readonly Argument[],
  nameOf: (setting: string) => string,
): (string | number)[] {
  return args.map(arg => (typeof arg === 'object' ? nameOf(arg.setting) : arg));
}

/**
 * Replaces `{0}`, `{1}` ... with the arguments. A placeholder without an argument is left unchanged. `nameOf`
 * returns the name to show for a setting; by default, the unchanged name.
 */
export function fill(
  template: string,
  args: readonly Argument[],
  nameOf: (setting: string) => string = setting => setting,
): string {
  const texts = withNames(args, nameOf);
  return template.replace(/\{(\d+)\}/g, (place, index: string) => String(texts[Number(index)] ?? place));
}

/** Wraps a text that is shown unchanged, without translation. */
export function verbatim(text: string): Message {
  return { template: '{0}', args: [text] };
}

/** Returns an error's message, or any other thrown value as a string. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
