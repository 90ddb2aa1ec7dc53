import * as v from 'valibot';
import type { HmmRecord } from '../../../protocol/hmmRecord';
import type { LdsRecord } from '../../../protocol/ldsRecord';
import type {
  LesionRecord,
  MixtureRecord,
  NgramRecord,
  StoredLanguageModel,
  StoredModel,
} from '../../../protocol/storedModels';
import { UserError } from '../../../protocol/userError';
import type { VectorsRecord } from '../../../protocol/vectorsRecord';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';
import { MODEL_RECORD as RECORD, runPath } from '../paths';
import { runId } from '../schemas';
import { Trash } from '../trash';
import { storedModelSchema } from './storedModelSchema';

/** The file of each kind of model that has one file. */
const FILES = {
  ngram: 'model.arpa',
  hmm: 'hmm.safetensors',
  lds: 'lds.safetensors',
  lesion: 'network.safetensors',
};
const [VECTORS, VOCABULARY] = ['vectors.bin', 'vocabulary.txt'];
const [SUBWORDS, TRAINING] = ['subwords.safetensors', 'training.safetensors'];

/** The record of a model that has one file. */
type FileRecord = NgramRecord | HmmRecord | LdsRecord | LesionRecord;

/**
 * The files of word vectors. `subwords`: the vectors of parts of words, if there are any. `training`: the state of
 * the training, if it was stopped.
 */
export interface VectorsFiles {
  readonly vectors: Uint8Array;
  readonly vocabulary: Uint8Array;
  readonly subwords?: Uint8Array;
  readonly training?: Uint8Array;
}

/**
 * Stores language models that are made in one step, and word vectors, in folders next to those of the runs. Each folder `<id>`
 * contains the record, `model.json`. N-grams are in `model.arpa`, hidden Markov models in `hmm.safetensors`, linear dynamical
 * systems in `lds.safetensors`, networks with a lesion in `network.safetensors`, word vectors in `vectors.bin`,
 * `vocabulary.txt` and `subwords.safetensors`. A mixture has only its record.
 */
export class ModelStore {
  private readonly trash: Trash;

  constructor(private readonly files: FileSystem) {
    this.trash = new Trash(files);
  }

  /**
   * Stores a model. Writes the record last: if the process crashes before, the incomplete model has no record
   * and is not listed.
   */
  async create(record: FileRecord, file: Uint8Array): Promise<void> {
    await this.files.writeAtomic(runPath(record.id, FILES[record.kind]), file);
    await this.save(record);
  }

  /** Stores a mixture, which has no file: its record names its members. */
  createMixture(record: MixtureRecord): Promise<void> {
    return this.save(record);
  }

  /**
   * Stores word vectors, or replaces them: their record, both files in word2vec's formats, their subwords, and the
   * state of the training if it was stopped.
   */
  async saveVectors(record: VectorsRecord, files: VectorsFiles): Promise<void> {
    const { vectors, vocabulary, subwords, training } = files;
    await this.files.writeAtomic(runPath(record.id, VECTORS), vectors);
    await this.files.writeAtomic(runPath(record.id, VOCABULARY), vocabulary);
    if (subwords) await this.files.writeAtomic(runPath(record.id, SUBWORDS), subwords);
    if (training) await this.files.writeAtomic(runPath(record.id, TRAINING), training);
    await this.save(record);
    if (!training) await this.files.remove(runPath(record.id, TRAINING));
  }

  /** Reads the record of a model. Throws a UserError if there is no such model or its record is damaged. */
  async read(id: string): Promise<StoredModel> {
    const bytes = await this.files.read(runPath(id, RECORD));
    if (!bytes) throw new UserError('There is no model "{0}".', [id]);
    const record = recordIn(bytes);
    if (record?.id !== id)
      throw new UserError('The record of the model "{0}" (model.json) is damaged.', [id]);
    return record;
  }

  /** Reads the record of a language model. Throws a UserError for word vectors as well. */
  async readModel(id: string): Promise<StoredLanguageModel> {
    const record = await this.read(id);
    if (record.kind !== 'vectors') return record;
    throw new UserError('"{0}" contains word vectors. They predict no text; choose a language model.', [
      record.name,
    ]);
  }

  /** Reads the file of a model that was trained on a text. Throws a UserError if it no longer exists. */
  async trained({ id, name, kind }: NgramRecord | HmmRecord | LdsRecord): Promise<Uint8Array> {
    const file = FILES[kind];
    const bytes = await this.files.read(runPath(id, file));
    if (bytes) return bytes;
    throw new UserError('The file of the model "{0}" ({1}) no longer exists. Train it again.', [name, file]);
  }

  /** Reads the file of the network with a lesion that has an id. Throws a UserError for other models. */
  async lesionedNetwork(id: string): Promise<Uint8Array> {
    const record = await this.read(id);
    if (record.kind === 'lesion') return this.lesioned(record);
    throw new UserError('"{0}" is not a network with a lesion.', [record.name]);
  }

  /** Reads the file of a network with a lesion. Throws a UserError if it no longer exists. */
  async lesioned({ id, name }: LesionRecord): Promise<Uint8Array> {
    const bytes = await this.files.read(runPath(id, FILES.lesion));
    if (bytes) return bytes;
    throw new UserError('The network of the model "{0}" (network.safetensors) no longer exists.', [name]);
  }

  /** Reads the record of word vectors. Throws a UserError for a language model. */
  async readVectors(id: string): Promise<VectorsRecord> {
    const record = await this.read(id);
    if (record.kind === 'vectors') return record;
    throw new UserError('"{0}" contains no word vectors.', [record.name]);
  }

  /** Reads the state of a training that was stopped. Throws a UserError if there is none. */
  async stoppedTraining({ id, name }: VectorsRecord): Promise<Uint8Array> {
    const training = await this.files.read(runPath(id, TRAINING));
    if (training) return training;
    throw new UserError('The training of "{0}" was not stopped, so it cannot continue.', [name]);
  }

  /** Reads the files of word vectors. Throws a UserError if the vectors no longer exist. */
  async vectors({ id, name }: VectorsRecord) {
    const file = (each: string) => this.files.read(runPath(id, each));
    const vectors = await file(VECTORS);
    if (vectors) return { vectors, vocabulary: await file(VOCABULARY), subwords: await file(SUBWORDS) };
    throw new UserError('The vectors of "{0}" (vectors.bin) no longer exist. Train them again.', [name]);
  }

  /** Returns the records of all models. Skips models whose record cannot be read. */
  async list(): Promise<StoredModel[]> {
    const ids = (await this.files.list('')).filter(name => v.is(runId, name));
    const records = await Promise.all(ids.map(id => this.read(id).catch(() => undefined)));
    return records.filter(record => record !== undefined);
  }

  async rename(id: string, name: string): Promise<StoredModel> {
    const record = { ...(await this.read(id)), name };
    await this.save(record);
    return record;
  }

  /**
   * Moves a model to the trash, which contains removed models and runs. `now` is the current time in ISO
   * 8601.
   */
  async remove(id: string, now: string): Promise<void> {
    await this.trash.put(id, now);
  }

  /** Restores a model from the trash. Throws a UserError if the trash does not contain it. */
  async restore(id: string): Promise<StoredModel> {
    await this.trash.takeBack(id);
    return this.read(id);
  }

  /** Returns the records of the models in the trash, most recently removed first. */
  async removed(): Promise<StoredModel[]> {
    const found = (await this.trash.list()).map(each => this.trash.record(each, RECORD));
    const records = (await Promise.all(found)).map(bytes => bytes && recordIn(bytes));
    return records.filter(record => record !== undefined);
  }

  private async save(record: StoredModel): Promise<void> {
    const json = `${JSON.stringify(record, undefined, 2)}\n`;
    await this.files.writeAtomic(runPath(record.id, RECORD), new TextEncoder().encode(json));
  }
}

function recordIn(bytes: Uint8Array): StoredModel | undefined {
  return parseJson(storedModelSchema, new TextDecoder().decode(bytes));
}
