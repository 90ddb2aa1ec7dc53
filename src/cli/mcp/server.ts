import { once } from 'node:events';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { version } from '../../../package.json';
import { ToolError } from '../../tools/toolError';
import { tools } from '../../tools/tools';
import { jsonLine } from '../format';
import { runTool } from '../tools/runTool';
import type { ToolPlaces } from '../tools/toolPlaces';

const instructions =
  'Elman Lab trains small language models on texts and compares them. Call list_runs first. To find out which setting is better on a text, train every value with the same three to five seeds (train_network), then call compare_runs with all ids. Losses are in nats per token; lower is better.';

/** Offers the tools over standard input and output until the agent closes the input. */
export async function serve(places: ToolPlaces): Promise<void> {
  const server = new Server(
    { name: 'elman-lab', title: 'Elman Lab', version },
    { capabilities: { tools: {} }, instructions },
  );
  const closing = new AbortController();
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(described) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal, _meta, sendNotification }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (!tool) throw new McpError(ErrorCode.InvalidParams, `There is no tool ${params.name}.`);
    const progressToken = _meta?.progressToken;
    const onIteration =
      progressToken === undefined
        ? undefined
        : (progress: number) =>
            void sendNotification({ method: 'notifications/progress', params: { progressToken, progress } });
    const ends = AbortSignal.any([signal, closing.signal]);
    return runTool(tool, params.arguments ?? {}, places, { signal: ends, onIteration }).then(
      answered,
      failed,
    );
  });
  const closed = once(process.stdin, 'end');
  await server.connect(new StdioServerTransport());
  await closed;
  // Ends a training that still runs. It stores its state first.
  closing.abort();
  await server.close();
}

function described({ name, title, description, schema, isReadOnly }: (typeof tools)[number]) {
  const annotations = {
    readOnlyHint: isReadOnly,
    destructiveHint: false,
    idempotentHint: isReadOnly,
    openWorldHint: false,
  };
  return { name, title, description, inputSchema: { ...schema }, annotations };
}

const answered = (answer: object): CallToolResult => ({
  content: [{ type: 'text', text: jsonLine(answer).trimEnd() }],
});

/** Returns the message of an error that an agent can do something about. Throws any other error again. */
function failed(error: unknown): CallToolResult {
  if (!(error instanceof ToolError)) throw error;
  return { isError: true, content: [{ type: 'text', text: error.message }] };
}
