import * as vscode from 'vscode';
import type { Tool } from '../../tools/tool';
import type { ElmanProgram } from './elmanProgram';

/** A tool that language models in VS Code can call. */
export class LanguageModelTool implements vscode.LanguageModelTool<object> {
  constructor(
    private readonly tool: Tool,
    private readonly program: ElmanProgram,
  ) {}

  prepareInvocation({
    input,
  }: vscode.LanguageModelToolInvocationPrepareOptions<object>): vscode.PreparedToolInvocation {
    if (this.tool.isReadOnly) return {};
    const { t } = vscode.l10n;
    // A code block, so that no text in the input acts as Markdown.
    const message = new vscode.MarkdownString(
      t('The run uses the processor and is stored in the folder of runs.'),
    );
    message.appendCodeblock(JSON.stringify(input, null, 2), 'json');
    return {
      invocationMessage: t('Training a network'),
      confirmationMessages: { title: t('Train a network?'), message },
    };
  }

  async invoke(
    { input }: vscode.LanguageModelToolInvocationOptions<object>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const folders = this.program.folders();
    if (!folders) throw new Error('No local folder is open. Ask the user to open the folder with the texts.');
    const answer = await this.program.runTool(this.tool.name, input, folders, token);
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer)]);
  }
}
