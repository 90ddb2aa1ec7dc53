import type { Message } from '../../protocol/message';
import type { Tokenizer } from '../data/tokenizer';
import type { Kernels } from '../kernels/kernels';
import type { LanguageModel } from './languageModel';

/** A model and its tokenizer: all that reading texts needs. */
export interface TextModel {
  readonly model: LanguageModel;
  readonly tokenizer: Tokenizer;
}

/** An opened model of any kind. */
export interface OpenModel extends TextModel {
  /** A one-line description: `elman · tanh · 100`. */
  readonly description: string;
  /** Number of updates that the model has received; 0 for models that are not trained step by step. */
  readonly iteration: number;
  /**
   * Irregularities in the file that did not prevent reading it. Shown as one warning when the model is
   * opened.
   */
  readonly warnings?: readonly Message[];
  /**
   * Replaces the weights by newer ones of the same training, if this kind of model can. This object must not
   * be used afterwards. Returns undefined if the file contains another model.
   */
  renew?(file: ModelFile): OpenModel | undefined;
}

/** A file that may contain a model. */
export interface ModelFile {
  /** The file's base name, for messages and for kinds that are recognised by name. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Tokenizer id for n-gram files, which may not contain it. Takes precedence over the file's own. */
  readonly unit?: string;
  /** The symbol for unknown words in an n-gram file, if it is neither `<unk>` nor `<UNK>`. */
  readonly unknown?: string;
  /**
   * Reads another file of the same folder by its base name, for models of several files.
   * Undefined if there is none.
   */
  beside?(name: string): Promise<Uint8Array | undefined>;
}

/** Services for opening a model. */
export interface OpeningPorts {
  /** Creates kernels with their own memory. */
  kernels(): Promise<Kernels>;
}

/** A kind of model file. */
export interface ModelKind {
  /** Returns whether the file is of this kind, judging by its first bytes or its name. */
  recognises(file: ModelFile): boolean;
  /** Opens the file. Throws a UserError if it is damaged. */
  open(file: ModelFile, ports: OpeningPorts): Promise<OpenModel>;
}
