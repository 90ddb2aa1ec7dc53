import * as vscode from 'vscode';
import { Owner } from '../disposableOwner';
import type { ElmanProgram } from './elmanProgram';

/** Offers `elman mcp` to VS Code as a server of the Model Context Protocol. */
export class ServerDefinitions
  extends Owner
  implements vscode.McpServerDefinitionProvider<vscode.McpStdioServerDefinition>
{
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeMcpServerDefinitions = this.changed.event;

  constructor(
    private readonly program: ElmanProgram,
    private readonly version: string,
    private readonly isTrusted = () => vscode.workspace.isTrusted,
  ) {
    super();
    this.own(vscode.workspace.onDidChangeWorkspaceFolders(() => this.changed.fire()));
    this.own(vscode.workspace.onDidGrantWorkspaceTrust(() => this.changed.fire()));
    this.own(
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('elman.runs.folder')) this.changed.fire();
      }),
    );
  }

  /** Returns the server. Returns none in Restricted Mode, or if no local folder is open. */
  provideMcpServerDefinitions(): vscode.McpStdioServerDefinition[] {
    const { program, version } = this;
    const folders = this.isTrusted() ? program.folders() : undefined;
    if (!folders) return [];
    const args = program.argumentsOf(['mcp'], folders);
    const { command, environment } = program;
    return [new vscode.McpStdioServerDefinition('Elman Lab', command, args, environment, version)];
  }
}
