import { configure } from '../../engine/configuration/configure';
import { knownSettings } from '../../engine/configuration/names';
import { tokenizerOf } from '../../engine/configuration/text';
import { openModel, openScorer } from '../../engine/families/kinds';
import { mixModels, type OpenMember } from '../../engine/families/mixture/mixModels';
import { cannotContinue, isCloze, type OpenClozeModel } from '../../engine/model/clozeFile';
import type { OpeningPorts, OpenModel } from '../../engine/model/openModel';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import type { RunStore } from '../../engine/storage/runs/runStore';
import type { Message } from '../../protocol/message';
import type { ModelReference, StateDictionaryGaps } from '../../protocol/modelReference';
import type { ReaderSources } from '../../protocol/reader';
import type { StoredModelRecord } from '../../protocol/storedModelRecord';
import type { MemberReference, MixtureRecord, NgramRecord } from '../../protocol/storedModels';
import { UserError } from '../../protocol/userError';
import { ClozeReadings } from './clozeReadings';
import { isLoadedCloze, type LoadedModel, type LoadedScorer } from './loadedModel';
import { type ModelDigest, modelDigest } from './modelDigest';
import { gapsOfFile, openModelFile } from './openModelFile';
import { Readings } from './readings';

/** Minimum time, in milliseconds, between two fetches of the weights of a running training. */
const FRESH = 1000;
/**
 * Minimum time between two fetches of weights, as a multiple of the time that one fetch takes. Fetching then
 * takes at most 3 % of the time, so it does not slow the training down.
 */
const PATIENCE = 33;
/** Maximum number of models kept open: the active model and the models that are compared with it. */
const KEPT = 8;

interface EntryState {
  /** Changes when the weights change, for example because the run was trained further. */
  readonly version: string;
  /**
   * For a run that is training: the time, in milliseconds, until which these weights are used before newer
   * ones are fetched.
   */
  readonly freshUntil: number;
  /** For a mixture: its open members. */
  readonly members?: readonly OpenMember[];
}

type Entry = LoadedScorer & EntryState;

/** The dependencies needed to open models. */
export interface ModelPorts extends OpeningPorts {
  readonly store: RunStore;
  readonly modelStore: ModelStore;
  readonly now: () => number;
  readonly weights: (id: string) => Promise<ReturnType<ReaderSources['weights']>>;
  readonly file: (uri: string) => Promise<ReturnType<ReaderSources['file']>>;
  /** Warns about a file that has errors but could be opened. The sentences form one warning. */
  warn(sentences: readonly Message[]): void;
  /** Yields so that waiting messages are processed. */
  yield(): Promise<void>;
}

/** Opens models by reference and caches the most recently used ones. */
export class Models {
  /**
   * The open models by key, least recently used first. Concurrent requests for one model share one promise.
   */
  private readonly entries = new Map<string, Promise<Entry>>();

  constructor(private readonly ports: ModelPorts) {}

  /**
   * Returns the language model with its current weights. Throws a UserError if the model does not exist or is a cloze
   * model.
   */
  async loadedModel(reference: ModelReference): Promise<LoadedModel> {
    const loaded = await this.loadedScorer(reference);
    if (isLoadedCloze(loaded)) throw cannotContinue();
    return loaded;
  }

  /** Returns the model with its current weights, to score texts. Throws a UserError if the model does not exist. */
  loadedScorer(reference: ModelReference): Promise<LoadedScorer> {
    const key = keyOf(reference);
    const entry = this.refresh(reference, this.entries.get(key));
    this.entries.delete(key);
    this.entries.set(key, entry);
    entry.catch(() => this.entries.get(key) === entry && this.entries.delete(key));
    for (const old of this.entries.keys()) if (this.entries.size > KEPT) this.entries.delete(old);
    return entry;
  }

  /** Returns what the user must add to a file, if it is a state dictionary of PyTorch. Undefined for any other file. */
  stateDictionaryGaps(uri: string): Promise<StateDictionaryGaps | undefined> {
    return gapsOfFile(uri, this.ports.file);
  }

  private async refresh(reference: ModelReference, last: Promise<Entry> | undefined): Promise<Entry> {
    const entry = await last?.catch(() => undefined);
    if (reference.kind === 'file') return entry ?? this.openFile(reference);
    if (reference.kind === 'made') return this.refreshStoredModel(reference.id, entry);
    const fromTraining =
      reference.isLive && typeof reference.checkpoint === 'string' && reference.checkpoint !== 'best';
    const live = fromTraining ? await this.refreshLive(reference.id, entry) : undefined;
    return live ?? this.refreshStoredRun(reference, entry);
  }

  private async openFile(reference: Extract<ModelReference, { kind: 'file' }>): Promise<Entry> {
    let digest: ModelDigest | undefined;
    const read = async (uri: string) => {
      const bytes = await this.ports.file(uri);
      // Computes the digest only of the model file itself, not of other files that belong to the model.
      if (uri === reference.uri) digest = modelDigest(bytes, () => this.ports.file(uri));
      return bytes;
    };
    const open = await openModelFile(reference, read, this.ports);
    if ('warnings' in open && open.warnings && open.warnings.length > 0) this.ports.warn(open.warnings);
    return { ...this.entry(open, ''), digest };
  }

  /**
   * Returns the model with the newest weights of a run that is training. Returns `entry`, with its older
   * weights, until its time `freshUntil`, and while a text is being read with it. Undefined if the run no
   * longer trains.
   */
  private async refreshLive(id: string, entry: Entry | undefined): Promise<Entry | undefined> {
    const asked = this.ports.now();
    if (entry && (asked < entry.freshUntil || !entry.readings.isIdle)) return entry;
    const bytes = await this.ports.weights(id);
    if (!bytes) return undefined;
    const fresh = Math.max(FRESH, PATIENCE * (this.ports.now() - asked));
    const file = { name: id, bytes };
    const newer = entry?.readings.isIdle && 'renew' in entry.open ? entry.open.renew?.(file) : undefined;
    return newer ? this.entry(newer, 'live', fresh) : this.enter('live', id, bytes, fresh);
  }

  private async refreshStoredRun(
    { id, checkpoint }: Extract<ModelReference, { kind: 'run' }>,
    entry: Entry | undefined,
  ): Promise<Entry> {
    const { store } = this.ports;
    const record = await store.records.read(id);
    const version = `${record.state} ${record.iteration}`;
    if (entry?.version === version) return entry;
    const read = () => store.modelFile(record, checkpoint);
    const bytes = await read();
    return { ...(await this.enter(version, id, bytes)), digest: modelDigest(bytes, read) };
  }

  private async refreshStoredModel(id: string, entry: Entry | undefined): Promise<Entry> {
    const record = await this.ports.modelStore.readModel(id);
    if (record.kind === 'mixture') return this.refreshMixture(record, entry);
    if (entry) return entry;
    if (record.kind === 'ngram') return this.openArpa(record);
    const { modelStore } = this.ports;
    return this.openTensors(record, () =>
      record.kind === 'lesion' ? modelStore.lesioned(record) : modelStore.trained(record),
    );
  }

  private async openTensors({ id }: StoredModelRecord, read: () => Promise<Uint8Array>): Promise<Entry> {
    const bytes = await read();
    const open = await openScorer({ name: `${id}.safetensors`, bytes }, this.ports);
    return { ...this.entry(open, ''), digest: modelDigest(bytes, read) };
  }

  private async openArpa(record: NgramRecord): Promise<Entry> {
    // Records of older versions lack some settings of the text. The header of the file names the unit, too.
    const isComplete = 'text.lineEnds' in record.settings;
    const tokenizer = isComplete ? tokenizerOf(configure(knownSettings(record.settings))) : undefined;
    const read = () => this.ports.modelStore.trained(record);
    const bytes = await read();
    const file = { name: `${record.id}.arpa`, bytes, unit: tokenizer?.id };
    const open = await openModel(file, this.ports);
    return {
      ...this.entry({ ...open, ...(tokenizer && { tokenizer }) }, ''),
      digest: modelDigest(bytes, read),
    };
  }

  /** Returns the cached mixture, or a new one if one of its members was reopened. */
  private async refreshMixture(record: MixtureRecord, entry: Entry | undefined): Promise<Entry> {
    const members = await this.members(record);
    const isSame = entry?.members?.every((member, i) => isSameMember(member, members[i]));
    if (entry && isSame) return entry;
    const weights = record.members.map(({ weight }) => weight);
    return { ...this.entry(mixModels(members, weights, record.combination), ''), members };
  }

  /** Opens the members of a mixture. The mixture may be stored already or about to be made. */
  members({ createdAt, members }: Pick<MixtureRecord, 'createdAt' | 'members'>): Promise<OpenMember[]> {
    return Promise.all(members.map(({ reference }) => this.member(reference, createdAt)));
  }

  /**
   * Opens a member of a mixture. Throws a UserError if the member is not older than the mixture. Without this
   * check, a corrupt record could make a mixture contain itself.
   */
  private async member(reference: MemberReference, createdAt: string): Promise<OpenMember> {
    if (reference.kind === 'cache') return { cache: reference };
    if (reference.kind === 'made') {
      const { name, createdAt: member } = await this.ports.modelStore.readModel(reference.id);
      if (!(member < createdAt)) {
        throw new UserError(
          '"{0}" cannot be a member of this mixture, because it is not older than the mixture.',
          [name],
        );
      }
    }
    const asked = reference.kind === 'run' ? { ...reference, isLive: false } : reference;
    return { open: (await this.loadedModel(asked)).open };
  }

  private async enter(version: string, name: string, bytes: Uint8Array, fresh = 0): Promise<Entry> {
    return this.entry(await openScorer({ name, bytes }, this.ports), version, fresh);
  }

  /**
   * Creates a cache entry. `fresh` is the number of milliseconds during which its weights are used without
   * fetching newer ones.
   */
  private entry(open: OpenModel | OpenClozeModel, version: string, fresh = 0): Entry {
    const state = { version, freshUntil: this.ports.now() + fresh };
    if (isCloze(open)) return { open, readings: new ClozeReadings(this.ports.yield), ...state };
    return { open, readings: new Readings(this.ports.yield), ...state };
  }
}

function isSameMember(a: OpenMember, b: OpenMember): boolean {
  return 'open' in a ? 'open' in b && a.open === b.open : 'cache' in b;
}

function keyOf(reference: ModelReference): string {
  if (reference.kind === 'made') return `made ${reference.id}`;
  return reference.kind === 'file'
    ? `file ${reference.opened} ${reference.unit} ${reference.unknown} ${reference.vocabulary} ${reference.nonlinearity} ${reference.uri}`
    : `run ${reference.id} ${reference.checkpoint}`;
}
