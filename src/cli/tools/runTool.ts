import { checkValue } from '../../tools/schema';
import type { Tool, ToolInput } from '../../tools/tool';
import { runElman } from './runElman';
import { fileInside, modelInside, type ToolPlaces } from './toolPlaces';

export interface ToolOptions {
  readonly signal?: AbortSignal;
  /** Called with the number of iterations that a training has done. */
  readonly onIteration?: (iteration: number) => void;
}

/**
 * Runs a tool for a language model and returns its answer. Throws a ToolError for a wrong input, for files
 * outside the folders, and with the message of a command that fails.
 */
export async function runTool(
  tool: Tool,
  input: unknown,
  places: ToolPlaces,
  { signal, onIteration }: ToolOptions = {},
): Promise<object> {
  checkValue(tool.schema, input, 'input');
  const checked = await insideFolders(tool, input as ToolInput, places);
  const { args, input: text } = tool.call(checked);
  const [command, ...others] = args;
  const onProgress = (line: string) => {
    const { iteration } = JSON.parse(line);
    if (typeof iteration === 'number') onIteration?.(iteration);
  };
  const stdout = await runElman([command, ...others, '--runs', places.runs], {
    folder: places.root,
    readable: [places.root, places.runs],
    input: text,
    signal,
    ...(onIteration && { onProgress }),
  });
  return tool.answer(stdout, checked);
}

/** Returns the input with the paths of its files and models. Throws a ToolError if one is outside the folders. */
async function insideFolders(tool: Tool, input: ToolInput, places: ToolPlaces): Promise<ToolInput> {
  const found = { ...input };
  for (const key of tool.files) {
    if (input[key] !== undefined) found[key] = await fileInside(places, String(input[key]));
  }
  for (const key of tool.models) {
    const value = input[key];
    if (value === undefined) continue;
    const models = [value].flat().map(name => modelInside(places, String(name)));
    found[key] = Array.isArray(value) ? await Promise.all(models) : await models[0];
  }
  return found;
}
