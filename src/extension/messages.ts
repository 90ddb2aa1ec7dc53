import * as vscode from 'vscode';
import { Cancelled } from '../protocol/channel';
import { type Message, nameInVsCode, reasonOf } from '../protocol/message';
import { UserError, withFile } from '../protocol/userError';
import { Owner } from './disposableOwner';
import { showError, showWarning } from './notify';
import { translate } from './translate';

type Resume = (learningRate?: number) => Promise<unknown>;

/** Shows messages to the user. Messages are never modal, and callers do not wait for the user's answer. */
export class Messages extends Owner {
  private readonly warned = new Set<string>();
  private readonly warning = this.own(new vscode.EventEmitter<string>());
  /** Fires when a warning about a model is shown. */
  readonly onDidWarn: vscode.Event<string> = this.warning.event;

  constructor(private readonly log: vscode.LogOutputChannel) {
    super();
  }

  show(error: unknown): void {
    if (error instanceof Cancelled || error instanceof vscode.CancellationError) return;
    if (error instanceof UserError) this.explain(error);
    else this.admit(error);
  }

  warn(warning: UserError): void {
    void showWarning(messageText(warning));
  }

  /** Wraps the action of a command, so that its errors are shown to the user. */
  guard<A extends unknown[], R>(
    action: (...args: A) => R | Promise<R>,
  ): (...args: A) => Promise<R | undefined> {
    return async (...args) => {
      try {
        return await action(...args);
      } catch (error) {
        this.show(error);
        return undefined;
      }
    };
  }

  reportLoss(run: string, reason: string, resume: () => Promise<unknown>): void {
    const button = vscode.l10n.t('Resume');
    const message = vscode.l10n.t(
      'The worker process of the run "{0}" stopped unexpectedly ({1}). Resume the run to continue from its last checkpoint.',
      run,
      reason,
    );
    void showError(message, button).then(this.guard(choice => (choice === button ? resume() : undefined)));
  }

  /**
   * Reports that a run failed and offers to resume it. `rate` is a learning rate that may work better;
   * undefined if the failure has another cause.
   */
  reportFailure(run: string, failure: Message, rate: number | undefined, resume: Resume): void {
    const reason = translate(failure);
    const button =
      rate === undefined
        ? vscode.l10n.t('Resume')
        : vscode.l10n.t('Resume at learning rate {0}', String(rate));
    void showError(vscode.l10n.t('The run "{0}" failed. {1}', run, reason), button).then(
      this.guard(choice => (choice === button ? resume(rate) : undefined)),
    );
  }

  /** Reports that a chosen model cannot be opened and that the model named `model` is used instead. */
  reportReplacement(error: UserError, model: string): void {
    const reason = messageText(error);
    void showWarning(vscode.l10n.t('{0} Until then, the active model is {1}.', reason, model));
  }

  /** Shows a warning that consists of these sentences. Shows the same warning only once. */
  warnOnce(sentences: readonly Message[]): void {
    const text = sentences.map(translate).join(' ');
    if (this.warned.has(text)) return;
    this.warned.add(text);
    void showWarning(text);
    this.warning.fire(text);
  }

  private explain(error: UserError): void {
    const { setting } = error;
    const message = messageText(error);
    if (!setting) {
      void showError(message);
      return;
    }
    const open = vscode.l10n.t('Open Setting');
    void showError(message, open).then(choice => {
      if (choice === open)
        void vscode.commands.executeCommand('workbench.action.openSettings', `@id:${nameInVsCode(setting)}`);
    });
  }

  private admit(error: unknown): void {
    this.log.error(error instanceof Error ? error : String(error));
    const open = vscode.l10n.t('Open Log');
    const message = vscode.l10n.t('An unexpected error occurred: {0}', reasonOf(error));
    void showError(message, open).then(choice => {
      if (choice === open) this.log.show();
    });
  }
}

/** Returns the message of an error in the user's language. */
export const messageText = (error: UserError) => withFile(translate(error), error.file);
