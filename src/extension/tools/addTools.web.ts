import * as vscode from 'vscode';
import { ToolError } from '../../tools/toolError';
import { tools } from '../../tools/tools';
import type { Services } from '../core/services';

/** Tools for language models run the command line, which needs a process. In the browser, they say so. */
export function addTools(services: Services): void {
  const invoke = () => {
    throw new ToolError(
      'This tool needs VS Code on the desktop or on a server. It cannot run in the browser.',
    );
  };
  for (const { name } of tools) services.own(vscode.lm.registerTool(name, { invoke }));
}
