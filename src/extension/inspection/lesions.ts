import * as vscode from 'vscode';
import { freeName } from '../../common/names';
import type { LesionChoice } from '../../protocol/lesion';
import type { RunRecord, RunSettings } from '../../protocol/run';
import type { LesionRecord } from '../../protocol/storedModels';
import { UserError } from '../../protocol/userError';
import type { ModelChoice } from '../core/activeModel';
import type { Services } from '../core/services';
import { withCancellableProgress } from '../models/cancellableProgress';
import { offerModel } from '../models/offerModel';
import type { SettingRanges } from '../training/settingRanges';
import { askRecoverySettings } from './recoverySettings';

/** Stores networks with lesions as models, and trains them further. */
export class Lesions {
  constructor(
    private readonly services: Services,
    private readonly ranges: SettingRanges,
  ) {}

  /** Stores the network with a lesion as a model. */
  async keep(base: ModelChoice, choice: LesionChoice): Promise<LesionRecord> {
    const record = await this.store(base, choice);
    const { activeModel, messages } = this.services;
    offerModel(activeModel, messages, record);
    return record;
  }

  /** Asks for the settings of the recovery, then lets the network recover. Undefined if the user cancelled. */
  async askAndRecover(base: ModelChoice, choice: LesionChoice): Promise<RunRecord | undefined> {
    const settings = await askRecoverySettings(this.runOf(base), this.ranges);
    return settings && this.recover(base, choice, settings);
  }

  /**
   * Stores the network with a lesion, and trains it on the text of its run with the lesion. `changed`: the settings that
   * differ from those of its run. Throws a UserError for a network in a file, whose text is not known.
   */
  async recover(base: ModelChoice, choice: LesionChoice, changed: RunSettings): Promise<RunRecord> {
    const { activeModel, runManager, storage, selection } = this.services;
    const origin = this.runOf(base);
    const { name: baseName } = activeModel.named(base);
    const model = await this.store(base, choice);
    const texts = await storage.channel.request('texts', { id: origin.id });
    const taken = new Set(runManager.runs.map(run => run.name));
    const name = freeName(vscode.l10n.t('{0} · recovery', baseName), each => taken.has(each));
    const settings = { ...origin.settings, ...changed };
    const record = await runManager.start({ ...texts, name, settings, lesioned: model.id });
    selection.started(record);
    return record;
  }

  private async store(base: ModelChoice, choice: LesionChoice): Promise<LesionRecord> {
    const { activeModel, modelRegistry } = this.services;
    await modelRegistry.load();
    const { name: baseName, reference: model } = activeModel.named(base);
    const name = modelRegistry.freeName(vscode.l10n.t('{0} · lesion', baseName));
    return withCancellableProgress(vscode.l10n.t('Storing {0}', name), signal =>
      modelRegistry.lesion({ name, model, baseName, choice }, signal),
    );
  }

  /** Returns the run from which a network comes. */
  private runOf(base: ModelChoice): RunRecord {
    const { modelRegistry, runManager } = this.services;
    const model = base.kind === 'made' ? modelRegistry.model(base.id) : undefined;
    const id = base.kind === 'run' ? base.id : model?.kind === 'lesion' ? model.lesion.base?.id : undefined;
    const run = id === undefined ? undefined : runManager.run(id);
    if (run) return run;
    throw new UserError(
      'Only a network of a stored run can recover here, because it needs the text of its training. Choose a run.',
    );
  }
}
