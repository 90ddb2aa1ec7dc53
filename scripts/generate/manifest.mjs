// Generates the settings and the tools in package.json, and the settings' English texts in package.nls.json,
// from their tables.
import { readFileSync } from 'node:fs';
import { choiceKey, fullName, groups, inVsCode, textKey, titleKey } from './table.mjs';
import { toolTexts } from './tools.mjs';

/** @typedef {import('../../src/settings/setting').Setting} Setting */

/** Returns the text of package.json with its settings and tools replaced. The rest of the text stays the same. */
export function manifest() {
  const text = readFileSync('package.json', 'utf8');
  return replaced(replaced(text, 'languageModelTools', toolTexts()), 'configuration', groups.map(groupText));
}

/**
 * Returns the text of package.json with the elements of a list replaced.
 * @type {(text: string, list: string, elements: readonly string[]) => string}
 */
function replaced(text, list, elements) {
  const head = `    "${list}": [\n`;
  const begin = text.indexOf(head) + head.length;
  const end = text.indexOf('\n    ]', begin);
  if (begin < head.length || end < 0) throw new Error(`package.json has no list "${list}"`);
  return text.slice(0, begin) + elements.join(',\n') + text.slice(end);
}

/**
 * Returns the text of package.nls.json with the texts of the settings replaced. The order of the keys stays
 * the same.
 */
export function englishTexts() {
  const texts = Object.entries(JSON.parse(readFileSync('package.nls.json', 'utf8')));
  const isOfSettings = ([key]) => /^settings?\./.test(key);
  const others = texts.filter(entry => !isOfSettings(entry));
  others.splice(texts.findIndex(isOfSettings), 0, ...groups.flatMap(textsOf));
  return `${JSON.stringify(Object.fromEntries(others), null, 2)}\n`;
}

/**
 * Returns the declaration of a group of settings in package.json.
 * @type {(group: (typeof groups)[number], index: number) => string}
 */
function groupText({ id, settings }, index) {
  const properties = Object.entries(settings).map(propertyText).join(',\n');
  return [
    '      {',
    `        "title": "%${titleKey(id)}%",`,
    `        "order": ${index + 1},`,
    `        "properties": {\n${properties}`,
    '        }',
    '      }',
  ].join('\n');
}

/**
 * Returns the declaration of a setting in package.json. It is on one line unless the setting has choices.
 * @type {(entry: [string, Setting], index: number) => string}
 */
function propertyText([name, setting], index) {
  const order = index + 1;
  const facts = Object.entries({
    ...typeOf(setting),
    ...textsIn(name, setting),
    scope: setting.scope ?? 'resource',
    order,
  });
  const pairs = facts.map(([key, value]) => `"${key}": ${inline(value)}`);
  const head = `          "${fullName(name)}": {`;
  if (setting.kind !== 'choice') return `${head} ${pairs.join(', ')} }`;
  return [head, pairs.map(pair => `            ${pair}`).join(',\n'), '          }'].join('\n');
}

/**
 * Returns the JSON schema of a setting's value.
 * @type {(setting: Setting) => object}
 */
export function typeOf(setting) {
  switch (setting.kind) {
    case 'text':
      return { type: 'string', default: setting.default };
    case 'switch':
      return { type: 'boolean', default: setting.default };
    case 'choice':
      return { type: 'string', default: setting.default, enum: Object.keys(setting.choices) };
    case 'list':
      return {
        type: 'array',
        items: { type: setting.items, ...rangeOf(setting) },
        ...(setting.default.length > 0 && { minItems: 1 }),
        maxItems: setting.longest,
        default: setting.default,
      };
    default: {
      // The default is null if it depends on the optimizer.
      const isNullable = setting.byOptimizer !== undefined;
      const type = isNullable ? [setting.kind, 'null'] : setting.kind;
      return { type, default: isNullable ? null : setting.default, ...rangeOf(setting) };
    }
  }
}

function rangeOf({ minimum, exclusive, maximum }) {
  return {
    [exclusive ? 'exclusiveMinimum' : 'minimum']: minimum,
    ...(maximum !== undefined && { maximum }),
  };
}

/**
 * Returns the references to a setting's texts in package.nls.json, as members of its declaration.
 * @type {(name: string, setting: Setting) => object}
 */
function textsIn(name, setting) {
  const markdownDescription = `%${textKey(name)}%`;
  if (setting.kind !== 'choice') return { markdownDescription };
  const keys = Object.keys(setting.choices).map(choice => `%${choiceKey(name, choice)}%`);
  return { markdownDescription, enumDescriptions: keys };
}

/**
 * Returns the keys and English texts of a group of settings.
 * @type {(group: (typeof groups)[number]) => [string, string][]}
 */
function textsOf({ id, title, settings }) {
  const texts = Object.entries(settings).flatMap(([name, setting]) => [
    [textKey(name), inVsCode(setting.description)],
    ...Object.entries(setting.kind === 'choice' ? setting.choices : {}).map(([choice, text]) => [
      choiceKey(name, choice),
      inVsCode(text),
    ]),
  ]);
  return [[titleKey(id), title], ...texts];
}

/**
 * Formats a value as JSON on one line, with spaces.
 * @type {(value: unknown) => string}
 */
function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, each]) => `"${key}": ${inline(each)}`);
  return `{ ${pairs.join(', ')} }`;
}
