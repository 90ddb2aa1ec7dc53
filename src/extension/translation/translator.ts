import { taskOf } from '../../common/runTask';
import type { RunRecord } from '../../protocol/run';
import type { ShownTranslations } from '../../protocol/translationPage';
import { UserError } from '../../protocol/userError';
import type { ActiveModel, ModelChoice } from '../core/activeModel';
import type { LabelWorker } from '../core/labelWorker';
import type { RunManager } from '../core/runManager';

/** Number of hypotheses that the search keeps. */
const BEAM = 5;

/** Translates with the active model or, if that is not a translator, with the newest run that is one. */
export class Translator {
  constructor(
    private readonly worker: LabelWorker,
    private readonly runManager: RunManager,
    private readonly activeModel: ActiveModel,
  ) {}

  /** Whether the active model is a translator. */
  get isActive(): boolean {
    const { record } = this.activeModel;
    return record !== undefined && isTranslator(record);
  }

  /** Writes targets for sources. Throws a UserError if there is no translator. */
  async translate(sources: readonly string[], signal?: AbortSignal): Promise<ShownTranslations> {
    await this.runManager.load();
    const { name, reference } = this.activeModel.named(this.choice());
    if (reference.kind !== 'run') throw new Error('only runs write targets');
    const params = { model: reference, sources, beam: BEAM };
    return {
      model: name,
      found: await this.worker.channel.request('translate', params, { signal }),
    };
  }

  private choice(): ModelChoice {
    const { choice } = this.activeModel;
    if (choice && this.isActive) return choice;
    const run = this.runManager.runs.find(isTranslator);
    if (run) return { kind: 'run', id: run.id, checkpoint: 'usual' };
    throw new UserError(
      'There is no translator yet. Train one with "Train Translator on This File" on lines of a source, a tab and its target.',
    );
  }
}

const isTranslator = (run: RunRecord) => taskOf(run) === 'translate';
