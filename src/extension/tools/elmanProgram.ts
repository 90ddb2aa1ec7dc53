import { type ChildProcess, spawn } from 'node:child_process';
import * as vscode from 'vscode';
import { Owner } from '../disposableOwner';

/** The folders that tools may use. */
export interface ToolFolders {
  readonly workspace: string;
  readonly runs: string;
}

/** The command line of this extension, `dist/cli.mjs`, in the Node that runs the extension. Disposing it ends its processes. */
export class ElmanProgram extends Owner {
  readonly command = process.execPath;
  /** Makes Electron run the command line as Node does. Other programs ignore it. */
  readonly environment = { ELECTRON_RUN_AS_NODE: '1' };

  private readonly running = new Set<ChildProcess>();

  constructor(
    private readonly file: string,
    private readonly runsFolder: () => vscode.Uri,
  ) {
    super();
    // A training stores its state before it ends.
    const end = () => {
      for (const child of this.running) child.kill('SIGTERM');
    };
    this.own({ dispose: end });
  }

  /** Returns the folders for tools: the first folder of the workspace. Undefined if no local folder is open. */
  folders(): ToolFolders | undefined {
    const first = vscode.workspace.workspaceFolders?.[0]?.uri;
    return first?.scheme === 'file' ? { workspace: first.fsPath, runs: this.runsFolder().fsPath } : undefined;
  }

  /** Returns the arguments that run a command of the command line in these folders. */
  argumentsOf(command: readonly string[], { workspace, runs }: ToolFolders): string[] {
    return [this.file, ...command, '--root', workspace, '--runs', runs];
  }

  /**
   * Runs a tool with an input. Returns the answer as JSON. Throws an error with the message of a tool that
   * fails. If the user cancels, a training stores its state before it ends.
   */
  async runTool(
    name: string,
    input: object,
    folders: ToolFolders,
    token: vscode.CancellationToken,
  ): Promise<string> {
    const child = spawn(this.command, this.argumentsOf(['tool', name], folders), {
      cwd: folders.workspace,
      env: { ...process.env, ...this.environment },
    });
    this.running.add(child);
    const cancelling = token.onCancellationRequested(() => child.kill('SIGTERM'));
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    // Ignores the error that the program has ended without reading its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify(input));
    try {
      const code = await new Promise<number | null>((settle, fail) => {
        child.on('error', fail);
        child.on('close', settle);
      });
      if (token.isCancellationRequested) throw new vscode.CancellationError();
      if (code !== 0) throw new Error(stderr.trim() || `elman ended with ${code}.`);
      return stdout;
    } finally {
      this.running.delete(child);
      cancelling.dispose();
    }
  }
}
