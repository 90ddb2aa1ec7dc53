import { type Call, type Command, operandsOf } from '../command/command';
import { runsFlag } from '../runs';
import { placesOf, rootFlag } from '../tools/placesOf';
import type { serve } from './server';

export const mcp: Command = {
  name: 'mcp',
  operands: '',
  summary: 'Offers tools to agents, as a server of the Model Context Protocol.',
  notes:
    'An agent starts this program and talks to it over standard input and output. The tools list, train, compare, score and sample; "elman tool --list" prints them. They read only files inside --root and --runs, and write only to --runs.',
  flags: [rootFlag, runsFlag],

  async run(call: Call) {
    operandsOf(call, []);
    // The server is in a file of its own, so that other commands start without it.
    const { href } = new URL('./mcp.mjs', import.meta.url);
    const server: { readonly serve: typeof serve } = await import(href);
    await server.serve(await placesOf(call));
    return 0;
  },
};
