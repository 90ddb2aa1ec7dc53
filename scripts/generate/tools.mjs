// Generates the tools for language models in package.json, from the table of tools.
import { load } from './table.mjs';

/** @type {typeof import('../../src/tools/tools')} */
const { tools } = await load('src/tools/tools.ts');

/**
 * Returns the name by which a user refers to a tool in a chat, such as `elmanListRuns`.
 * @type {(name: string) => string}
 */
const referenceName = name =>
  `elman${name.replaceAll(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase())}`;

/** Returns the declarations of the tools, one per line. */
export const toolTexts = () =>
  tools.map(({ name, description, schema }) => {
    const declaration = {
      name,
      displayName: `%tool.${name}%`,
      toolReferenceName: referenceName(name),
      canBeReferencedInPrompt: true,
      modelDescription: description,
      userDescription: `%tool.${name}.description%`,
      inputSchema: schema,
    };
    return `      ${JSON.stringify(declaration)}`;
  });
