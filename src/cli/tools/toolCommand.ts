import { text } from 'node:stream/consumers';
import { ToolError } from '../../tools/toolError';
import { tools } from '../../tools/tools';
import { type Call, type Command, operandsOf } from '../command/command';
import { didYouMean } from '../command/didYouMean';
import { commandFlag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { jsonLine } from '../format';
import { runsFlag } from '../runs';
import { endSignals } from '../signals';
import { placesOf, rootFlag } from './placesOf';
import { runTool } from './runTool';

const listFlag = commandFlag('list', undefined, 'Prints the tools with their schemas, as JSON.');

export const toolCommand: Command = {
  name: 'tool',
  operands: 'NAME',
  summary: 'Runs a tool for language models.',
  notes: `NAME is one of ${tools.map(({ name }) => name).join(', ')}. The standard input contains the tool's input as a JSON object, such as {"limit": 5}. Prints the answer as JSON. "elman mcp" offers the same tools to agents.`,
  flags: [listFlag, rootFlag, runsFlag],

  async run(call: Call) {
    if (call.flags.has('list')) {
      const listed = tools.map(({ name, title, description, schema }) => ({
        name,
        title,
        description,
        schema,
      }));
      process.stdout.write(listed.map(jsonLine).join(''));
      return 0;
    }
    const [name] = operandsOf(call, ['NAME']);
    const tool = tools.find(each => each.name === name);
    if (!tool) {
      const names = tools.map(each => each.name);
      throw new UsageError(`There is no tool "${name}".${didYouMean(name, names)}`);
    }
    const places = await placesOf(call);
    const input = readInput(await text(process.stdin));
    // Signals end this program at once as long as it only waits for its input.
    const ending = new AbortController();
    for (const signal of endSignals) process.once(signal, () => ending.abort());
    const answer = await runTool(tool, input, places, ending);
    process.stdout.write(jsonLine(answer));
    return 0;
  },
};

function readInput(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    throw new ToolError('The standard input is not a JSON object.');
  }
}
