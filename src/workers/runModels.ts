import type { Kernels } from '../engine/kernels/kernels';
import { decodeModel } from '../engine/model/modelFile';
import type { RunStore } from '../engine/storage/runs/runStore';
import type { TensorFile } from '../engine/storage/safetensors/safetensors';
import type { ModelReference } from '../protocol/modelReference';
import type { RunRecord } from '../protocol/run';
import { newHash, systemClock } from './ports';

type RunReference = Extract<ModelReference, { readonly kind: 'run' }>;

export interface RunModelPorts {
  readonly store: RunStore;
  readonly kernels: () => Promise<Kernels>;
  /** Returns the newest weights of a run that trains in this window. Undefined if it no longer trains. */
  readonly weights: (id: string) => Promise<Uint8Array | undefined>;
}

/** Milliseconds for which the weights of a run that trains are used before newer ones are fetched. */
const FRESH = 1000;

/** Opens the networks of runs of one kind. Keeps the one that was used last. */
export class RunModels<M> {
  private last: { readonly key: string; readonly opened: number; readonly model: M } | undefined;

  /** `openFile` opens a model file. It throws a UserError for a run of another kind. */
  constructor(
    private readonly ports: RunModelPorts,
    private readonly openFile: (kernels: Kernels, file: TensorFile, record: RunRecord) => M,
  ) {}

  /** Opens the model of a run. Throws a UserError for a run of another kind. */
  async of({ id, checkpoint, isLive }: RunReference): Promise<M> {
    const record = await this.ports.store.records.read(id);
    const isNewest = isLive && (checkpoint === 'usual' || checkpoint === 'newest');
    const key = `${id} ${checkpoint} ${isNewest ? 'live' : `${record.state} ${record.iteration}`}`;
    const isKept = this.last?.key === key && (!isNewest || systemClock.now() - this.last.opened < FRESH);
    if (this.last && isKept) return this.last.model;
    const live = isNewest ? await this.ports.weights(id) : undefined;
    const model = await this.open(record, live ?? (await this.ports.store.modelFile(record, checkpoint)));
    this.last = { key, opened: systemClock.now(), model };
    return model;
  }

  /** Opens the best weights of a run that is validated, or else its newest ones. */
  async best(record: RunRecord): Promise<M> {
    const { checkpoints } = this.ports.store;
    // The stored record is older than the checkpoints, so it does not tell whether the run was validated.
    const best = (await checkpoints.best(record.id)) ?? (await checkpoints.newest(record.id));
    return this.open(record, best.bytes);
  }

  private async open(record: RunRecord, bytes: Uint8Array): Promise<M> {
    // Every model has kernels of its own, whose memory is freed with the model.
    return this.openFile(await this.ports.kernels(), decodeModel(bytes, newHash), record);
  }
}
