/** Returns the text of an experiment's file. Puts each line of `comments` before it as a comment. */
export function experimentText(file: object, comments: readonly string[]): string {
  const head = comments.map(line => `//${line === '' ? '' : ` ${line}`}\n`).join('');
  return `${head}${inLines(file, '')}\n`;
}

/**
 * Writes a value as JSON. The outermost object, objects that contain settings, and lists of objects have one
 * entry per line. All other values are on one line.
 */
function inLines(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  const block = ([open, close]: string, entries: readonly string[]) =>
    `${open}\n${entries.map(entry => inner + entry).join(',\n')}\n${indent}${close}`;
  if (Array.isArray(value)) {
    const hasObjects = value.some(each => typeof each === 'object');
    return hasObjects ? block('[]', value.map(onOneLine)) : onOneLine(value);
  }
  if (typeof value !== 'object' || value === null) return onOneLine(value);
  const entries = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}: ${isNested(each) ? inLines(each, inner) : onOneLine(each)}`,
  );
  return entries.length === 0 ? '{}' : block('{}', entries);
}

/**
 * Returns whether a value may have several lines: a list, or an object whose keys are names of settings.
 * Other objects, such as the generator of a text, are short and stay on one line.
 */
const isNested = (value: unknown) =>
  Array.isArray(value) || (typeof value === 'object' && value !== null && isSettings(value));

const isSettings = (value: object) => Object.keys(value).every(key => key.includes('.'));

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${onOneLine(each)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
