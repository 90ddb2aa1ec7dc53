import type { Message } from '../../protocol/message';
import type { Tokenizer } from '../data/tokenizer';
import type { Kernels } from '../kernels/kernels';
import type { LanguageModel } from './languageModel';

/** A model and how it cuts a text into tokens: all that reading needs. */
export interface TextModel {
  readonly model: LanguageModel;
  readonly tokenizer: Tokenizer;
}

/** A model ready to read with, of whatever kind. */
export interface OpenModel extends TextModel {
  /** What it is, in a line: `elman · tanh · 100`. */
  readonly description: string;
  /** Updates that it was trained for; 0 for models that are not made step by step. */
  readonly iteration: number;
  /** What was irregular in its file and could be read: the sentences of one warning, shown when it is opened. */
  readonly warnings?: readonly Message[];
  /**
   * Puts newer weights of the same training in the place of these, where the kind can; this model is not to be used
   * any more. Undefined for a file that holds something else.
   */
  renew?(file: ModelFile): OpenModel | undefined;
}

/** A file that may hold a model. */
export interface ModelFile {
  /** Its base name, for messages and for kinds that go by it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The tokenizer's id for n-grams, whose files need not say it; what is given here comes first. */
  readonly unit?: string;
  /** What n-grams in a file call `<unk>`, if neither that nor `<UNK>`. */
  readonly unknown?: string;
  /** Another file of its folder, by its base name, for models of several files; undefined where there is none. */
  beside?(name: string): Promise<Uint8Array | undefined>;
}

/** What opening a model may need of the world. */
export interface OpeningPorts {
  /** Fresh kernels with a memory of their own. */
  kernels(): Promise<Kernels>;
}

/** A kind of model that a file can hold. */
export interface ModelKind {
  /** Whether the file is one of these, by its first bytes or its name. */
  recognises(file: ModelFile): boolean;
  /** Throws a UserError where the file is damaged. */
  open(file: ModelFile, ports: OpeningPorts): Promise<OpenModel>;
}
