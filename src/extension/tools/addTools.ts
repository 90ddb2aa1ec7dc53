import * as vscode from 'vscode';
import { tools } from '../../tools/tools';
import type { Services } from '../core/services';
import { ElmanProgram } from './elmanProgram';
import { LanguageModelTool } from './languageModelTool';
import { ServerDefinitions } from './serverDefinitions';

/** Offers tools to language models and agents. In Restricted Mode, there are none. */
export function addTools(services: Services): void {
  const { context, runsFolder } = services;
  const program = new ElmanProgram(services.inExtension('dist', 'cli.mjs').fsPath, runsFolder);
  const definitions = new ServerDefinitions(program, context.extension.packageJSON.version);
  services.own(
    program,
    definitions,
    vscode.lm.registerMcpServerDefinitionProvider('elman.tools', definitions),
  );
  const register = () => {
    for (const tool of tools)
      services.own(vscode.lm.registerTool(tool.name, new LanguageModelTool(tool, program)));
  };
  if (vscode.workspace.isTrusted) register();
  else services.own(vscode.workspace.onDidGrantWorkspaceTrust(register));
}
