import type { OpenModel } from '../../engine/model/openModel';
import type { LesionedReference } from '../../protocol/differenceReading';
import type { LesionChoice } from '../../protocol/lesion';
import type { LoadedModel } from './loadedModel';
import { Readings } from './readings';

interface LesionedEntry {
  readonly base: OpenModel;
  readonly lesion: string;
  readonly loaded: Promise<LoadedModel>;
}

/** Opens networks with lesions that are not stored. Keeps the last one. */
export class LesionedModels {
  private last: LesionedEntry | undefined;

  constructor(
    private readonly ports: {
      readonly make: (open: OpenModel, choice: LesionChoice) => Promise<OpenModel>;
      readonly yield: () => Promise<void>;
    },
  ) {}

  /** Returns the network with the lesion. `base`: the network without it, with its current weights. */
  loadedModel({ open }: LoadedModel, { lesion }: LesionedReference): Promise<LoadedModel> {
    const key = JSON.stringify(lesion);
    const { last } = this;
    const isSame = last?.lesion === key && last.base.model === open.model;
    if (last && isSame && last.base.iteration === open.iteration) return last.loaded;
    const loaded = this.ports
      .make(open, lesion)
      .then(lesioned => ({ open: lesioned, readings: new Readings(this.ports.yield) }));
    this.last = { base: open, lesion: key, loaded };
    return loaded;
  }
}
