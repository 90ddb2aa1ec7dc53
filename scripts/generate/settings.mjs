// Generates docs/reference/settings.md from the table of settings.
import { cell, note } from './markdown.mjs';
import { fullName, groups, inVsCode } from './table.mjs';

/** @typedef {import('../../src/settings/setting').Setting} Setting */

export function settingsPage() {
  const sections = groups.map(({ title, settings }) => [
    `## ${title}`,
    '',
    ...Object.entries(settings).flatMap(sectionOf),
  ]);
  return ['# Settings', '', note, '', ...sections.flat()].join('\n');
}

/**
 * Returns the lines of the section on a setting.
 * @type {(entry: [string, Setting]) => string[]}
 */
function sectionOf([name, setting]) {
  const lines = [`### \`${fullName(name)}\``, '', inVsCode(setting.description), ''];
  if (setting.kind === 'choice') {
    const rows = Object.entries(setting.choices).map(
      ([choice, text]) => `| \`${choice}\` | ${cell(inVsCode(text))} |`,
    );
    lines.push('| value | meaning |', '|---|---|', ...rows, '');
  }
  return [...lines, [...factsOf(setting)].join(' '), ''];
}

/**
 * Yields the list items of a setting's section: its type, default, condition and so on.
 * @type {(setting: Setting) => Generator<string>}
 */
function* factsOf(setting) {
  const { kind, onlyWith, live, unit } = setting;
  if (kind !== 'choice') yield `Type: ${typeOf(setting)}${unit === undefined ? '' : `, in ${unit}`}.`;
  const follows = kind === 'number' && setting.byOptimizer;
  yield follows ? 'Default: depends on the optimizer.' : `Default: \`${JSON.stringify(setting.default)}\`.`;
  if (onlyWith) yield `Used only with ${conditionOf(onlyWith)}.`;
  if (live) yield 'Can be changed while a run trains.';
}

/**
 * Returns a condition as text.
 * @type {(condition: import('../../src/settings/setting').SettingCondition) => string}
 */
function conditionOf(condition) {
  const { setting, orWith } = condition;
  const name = `\`${fullName(setting)}\``;
  const file = orWith === undefined ? '' : `, or with \`${fullName(orWith)}\``;
  if ('above' in condition) return `${name} above ${condition.above}${file}`;
  return `${name}: ${condition.oneOf.map(value => `\`${value}\``).join(', ')}${file}`;
}

/**
 * Returns the type and the range of a setting's value as text.
 * @type {(setting: Setting) => string}
 */
function typeOf(setting) {
  if (setting.kind === 'text') return 'text';
  if (setting.kind === 'switch') return 'true or false';
  if (setting.kind === 'list') {
    // A list may be empty only if the default is.
    const length = setting.default.length > 0 ? '1 to' : 'up to';
    return `${length} ${setting.longest} ${rangeOf(setting.items, setting, 's')}`;
  }
  return rangeOf(setting.kind, setting, '');
}

/**
 * Returns the range of a number as text.
 * @type {(kind: string, range: { minimum?: number, exclusive?: true, maximum?: number }, plural: string) => string}
 */
function rangeOf(kind, { minimum, exclusive, maximum }, plural) {
  const noun = `${kind === 'integer' ? 'whole number' : 'number'}${plural}`;
  if (maximum === undefined) return `${noun} from ${minimum}`;
  return exclusive ? `${noun} above ${minimum}, up to ${maximum}` : `${noun} from ${minimum} to ${maximum}`;
}
