import type { Message } from '../../protocol/message';
import type { Tokenizer } from '../data/tokenizer';
import type { Kernels } from '../kernels/kernels';
import type { NewHash } from '../storage/digest';
import type { LanguageModel } from './languageModel';

/** A model and its tokenizer, which is all that is needed to read texts. */
export interface TextModel {
  readonly model: LanguageModel;
  readonly tokenizer: Tokenizer;
}

/** An opened model of any kind: a network, an n-gram model or a mixture. */
export interface OpenModel extends TextModel {
  /** A one-line description, such as `elman · tanh · 100`. */
  readonly description: string;
  /** Number of updates that the model has received. 0 for models that are not trained in steps. */
  readonly iteration: number;
  /**
   * Warnings about the file, which could be read nevertheless. They are shown as one message when the model
   * is opened.
   */
  readonly warnings?: readonly Message[];
  /**
   * Replaces the weights by newer weights from the same training. Returns the renewed model; this object must
   * not be used afterwards. Returns undefined if the file contains another model. Missing for kinds of models
   * that cannot do this.
   */
  renew?(file: ModelFile): OpenModel | undefined;
}

/** A file that may contain a model. */
export interface ModelFile {
  /** The base name of the file. Used in messages, and to recognise some kinds of models. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The tokenizer id for an n-gram file or a state dictionary. Overrides the id that the file itself may contain. */
  readonly unit?: string;
  /** The file with the symbols of a state dictionary of PyTorch, which does not contain them. */
  readonly vocabulary?: { readonly name: string; readonly bytes: Uint8Array };
  /** The nonlinearity of a state dictionary's nn.RNN, which does not contain it: tanh or relu. */
  readonly nonlinearity?: string;
  /** The word for unknown words in an n-gram file. Needed if it is neither `<unk>` nor `<UNK>`. */
  readonly unknown?: string;
  /**
   * Reads another file in the same folder by its base name, for models that consist of several files.
   * Undefined if the file does not exist.
   */
  beside?(name: string): Promise<Uint8Array | undefined>;
}

/** The services that opening a model needs from its host. */
export interface OpeningPorts {
  /** Creates kernels with their own memory for tensors. */
  kernels(): Promise<Kernels>;
  /** Starts a digest, as in `storage/digest.ts`. Default: the portable one. */
  readonly newHash?: NewHash;
}

/** A kind of model file. */
export interface ModelKind {
  /** Returns whether the file is of this kind, according to its first bytes or its name. */
  recognises(file: ModelFile): boolean;
  /** Opens the file. Throws a UserError if it is damaged. */
  open(file: ModelFile, ports: OpeningPorts): Promise<OpenModel>;
}
