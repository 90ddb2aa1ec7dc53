import * as vscode from 'vscode';
import { UserError } from '../../protocol/userError';
import { noModel } from '../runs/activeModel';
import type { Documents } from './documents';
import { bitsPerCharacter, figuresOf, number, perplexity, visible } from './figures';
import type { ModelScore, Reader } from './reader';

/** "Score Selection": the figures in a message, the whole report to copy or open. */
export class ScoreCommand {
  constructor(
    private readonly reader: Reader,
    private readonly documents: Documents,
  ) {}

  async run(): Promise<ModelScore> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) throw new UserError('No editor is open. Open a text, select a part of it, and score again.');
    const { document, selection } = editor;
    const score = await this.reader.score(document, selection.isEmpty ? wholeOf(document) : selection);
    if (!score) throw noModel();
    if (score.scored === 0)
      throw new UserError(
        'No token of this text could be scored: {0} knows {1} of {2}. Select more of the text.',
        [score.model.name, score.tokens - score.unknown, score.tokens],
      );
    void this.announce(score, document.uri.path.split('/').pop() ?? '');
    return score;
  }

  private async announce(score: ModelScore, name: string): Promise<void> {
    const copy = vscode.l10n.t('Copy');
    const open = vscode.l10n.t('Open Report');
    const choice = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Perplexity {0}, {1} bits per character, {2} tokens ({3} unknown) under {4}',
        number(perplexity(score)),
        number(bitsPerCharacter(score), 3),
        number(score.tokens, 0),
        number(score.unknown, 0),
        score.model.name,
      ),
      copy,
      open,
    );
    if (choice === copy) await vscode.env.clipboard.writeText(reportOf(score, name));
    if (choice === open)
      await this.documents.show(vscode.l10n.t('Score of {0}', name), reportOf(score, name));
  }
}

function wholeOf(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(document.positionAt(0), document.lineAt(document.lineCount - 1).range.end);
}

/** Tab-separated, for people and spreadsheets alike. */
function reportOf(score: ModelScore, name: string): string {
  const { model } = score;
  const rows = [
    [vscode.l10n.t('Text'), name],
    [vscode.l10n.t('Model'), vscode.l10n.t('{0}, iteration {1}', model.name, number(model.iteration, 0))],
    ...figuresOf(score).map(figure => [figure.name, figure.value]),
    [vscode.l10n.t('Scored tokens'), number(score.scored, 0)],
    [],
    [vscode.l10n.t('Most surprising tokens'), vscode.l10n.t('Bits')],
    ...score.worst.map(({ text, surprisal }) => [visible(text), number(surprisal, 2)]),
  ];
  return `${rows.map(row => row.join('\t')).join('\n')}\n`;
}
