import * as vscode from 'vscode';
import { plural } from '../../common/plural';
import type { ExperimentOutline } from '../../protocol/experiment';
import { commandId, type OwnCommand } from '../commandId';
import { Owner } from '../disposableOwner';
import { count } from '../format/numbers';
import type { Checks } from './checks';
import { uriOf } from './experimentFile';
import type { Experiments } from './experiments';
import { progressText } from './progressText';

/**
 * Shows commands above the first line of an experiment's file, together with the progress of the experiment.
 */
export class Lenses extends Owner implements vscode.CodeLensProvider {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses: vscode.Event<void> = this.changed.event;

  constructor(
    private readonly checks: Checks,
    private readonly experiments: Experiments,
  ) {
    super();
    this.own(checks.onDidCheck(() => this.changed.fire()));
    this.own(experiments.onDidChange(() => this.changed.fire()));
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const top = new vscode.Range(0, 0, 0, 0);
    return this.commandsFor(document).map(command => new vscode.CodeLens(top, command));
  }

  private commandsFor(document: vscode.TextDocument): vscode.Command[] {
    const { t } = vscode.l10n;
    const { uri } = document;
    const command = (name: OwnCommand, title: string) => ({
      title,
      command: commandId(name),
      arguments: [uri],
    });
    const results = command('experimentResults', t('Results'));
    const active = this.experiments.all.get(uri.toString());
    if (active) {
      const progress = command('experimentResults', `$(sync~spin) ${progressText(active)}`);
      // The progress comes last, because the commands after it would move with its length.
      return [command('stopExperiment', `$(debug-stop) ${t('Stop')}`), results, progress];
    }
    const check = this.checks.of(document);
    if (!check || 'error' in check) return [];
    const runs = check.outline.conditions * check.outline.seeds;
    return [
      command('runExperiment', `$(play) ${t('Run Experiment')}`),
      command(
        'dryRunExperiment',
        plural(runs, t('Dry Run ({0} run)', count(runs)), t('Dry Run ({0} runs)', count(runs))),
      ),
      results,
      ...this.comparisonOf(document, check.outline),
    ];
  }

  /** Returns the command that compares all kinds of models on the text of the experiment, if it has one text in a file. */
  private comparisonOf(
    { uri }: vscode.TextDocument,
    { texts, encoding }: ExperimentOutline,
  ): vscode.Command[] {
    const [{ path }, ...others] = texts;
    if (path === undefined || others.length > 0 || encoding !== undefined) return [];
    const title = vscode.l10n.t('Compare Kinds of Models');
    return [{ title, command: commandId('compareKinds'), arguments: [uriOf(uri, path)] }];
  }
}
