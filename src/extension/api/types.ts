/**
 * The API of the extension Elman Lab for other extensions, version 1. Published as `dist/extension.d.ts`:
 * copy it, or import its types from `elman-lab/extension`.
 */
import type { CancellationToken, Event, Uri } from 'vscode';

/** The value that `vscode.extensions.getExtension('elman-lab.elman-lab').activate()` resolves to. */
export interface ElmanLabExports {
  /**
   * Returns the API of a version. Within a version, members and error codes are only added, never changed or
   * removed. Throws an `ElmanLabError` with code `unsupportedVersion` for a version that is not provided.
   */
  getApi(version: 1): ElmanLabApi;
}

export interface ElmanLabApi {
  readonly version: 1;
  /**
   * Scores a text with the active model, or with the model that the options name.
   *
   * Errors: `noModel`, `unknownRun`, `unreadableModel`, `untrustedWorkspace` (only for a model file).
   */
  score(text: string, options?: ElmanLabScoreOptions): Promise<ElmanLabScore>;
  /** Returns all runs in the runs folder, newest first. */
  runs(): Promise<readonly ElmanLabRun[]>;
  /** Fires when the list of runs or one of its runs changes; about once per second for a run that trains. */
  readonly onDidChangeRuns: Event<void>;
  /**
   * Starts a run and returns its first state. The run trains in a process of its own; `onDidChangeRuns` and
   * `runs` show its progress. With a URI, reads the text as the editor has it, unsaved changes included, and
   * may ask the user for its encoding.
   *
   * Errors: `unreadableText`, `invalidSetting`, `invalidRun`, `untrustedWorkspace`.
   */
  train(text: Uri | ElmanLabText, options?: ElmanLabTrainOptions): Promise<ElmanLabRun>;
}

/** The weights of a run, or a model file of any kind that the command "Open Model File…" opens. */
export type ElmanLabModel =
  | {
      readonly run: string;
      /**
       * The weights to use: `newest`, `best` (lowest loss on the validation text), or the iteration of a
       * stored checkpoint. By default, the best weights if the run is done, and the newest weights if it is
       * not.
       */
      readonly checkpoint?: 'newest' | 'best' | number;
    }
  | { readonly file: Uri };

export interface ElmanLabScoreOptions {
  /** The model to score with; by default the active model, which the user chooses. */
  readonly model?: ElmanLabModel;
  /** Cancels the request, which then throws a `vscode.CancellationError`. */
  readonly token?: CancellationToken;
}

export interface ElmanLabScore {
  /** The model's name in the interface: the name of its run or file. */
  readonly model: string;
  /** A one-line description of the model, such as `elman · tanh · 100`. */
  readonly description: string;
  /** Number of updates that the weights have received; 0 for models that are not trained step by step. */
  readonly iteration: number;
  /** Number of tokens of the text. */
  readonly tokens: number;
  /** Number of tokens with a probability above 0. The following figures cover only these tokens. */
  readonly scored: number;
  /** Number of tokens that are not in the vocabulary. */
  readonly unknown: number;
  /** Number of Unicode code points that the scored tokens cover. */
  readonly characters: number;
  /** Natural logarithm of the probability, summed over the scored tokens. */
  readonly logProb: number;
  /** exp(-logProb / scored); NaN if no token was scored. */
  readonly perplexity: number;
  /**
   * Whether the model predicts each token from the tokens on both sides of it. The figures are then pseudo-perplexities,
   * which cannot be compared with those of language models.
   */
  readonly bothSides?: true;
  /** -log2 of the probability, divided by `characters`; NaN if no token was scored. */
  readonly bitsPerCharacter: number;
}

/**
 * Settings without the prefix `elman.`, as listed in `docs/reference/settings.md`: `{ 'model.hidden': 50 }`.
 */
export type ElmanLabSettings = Readonly<Record<string, string | number | boolean>>;

export interface ElmanLabText {
  /** The name that the interface shows. */
  readonly name: string;
  readonly text: string;
}

export interface ElmanLabTrainOptions {
  /** The name of the run. By default its network and the name of the text. */
  readonly name?: string;
  /** Settings that replace the user's own for this run. */
  readonly settings?: ElmanLabSettings;
  /** Whether to select the run and show the dashboard. By default false. */
  readonly show?: boolean;
}

export interface ElmanLabRun {
  readonly id: string;
  /** The name that the interface shows. It may change when other runs are added. */
  readonly name: string;
  /** The creation time in ISO 8601, UTC. */
  readonly createdAt: string;
  /**
   * The state of the run. `interrupted` means that its process ended without saving; the run can be resumed.
   */
  readonly state: 'running' | 'paused' | 'stopped' | 'done' | 'failed' | 'interrupted';
  /** All training settings, including those with default values. */
  readonly settings: ElmanLabSettings;
  readonly text: { readonly name: string; readonly uri: string; readonly tokens: number };
  /** Number of distinct symbols in the run's vocabulary. */
  readonly vocabulary: number;
  /** Number of completed updates. */
  readonly iteration: number;
  /** Moving average of the loss, in nats per window of `training.sequenceLength` tokens. */
  readonly smoothLoss: number;
  /** The last and the best loss on the validation text, in nats per token. Missing without a validation. */
  readonly validation?: { readonly last: ElmanLabValidation; readonly best: ElmanLabValidation };
  readonly tags: readonly string[];
  readonly starred: boolean;
}

export interface ElmanLabValidation {
  readonly iteration: number;
  readonly loss: number;
}

export type ElmanLabErrorCode =
  /** There is no run and no model yet. */
  | 'noModel'
  /** No run has this id, or the run has no such checkpoint. */
  | 'unknownRun'
  /** The model does not exist or cannot be read. */
  | 'unreadableModel'
  /** The text does not exist or cannot be read. */
  | 'unreadableText'
  /** A setting does not exist or has an invalid value. The member `setting` of the error names it. */
  | 'invalidSetting'
  /** The run cannot be started, for example because the text is too short or the disk is full. */
  | 'invalidRun'
  /** The user does not trust the workspace: no run is started and no model file is opened. */
  | 'untrustedWorkspace'
  | 'unsupportedVersion';

/** An error that a user can act on. Any other error is a fault of Elman Lab. */
export interface ElmanLabError extends Error {
  readonly name: 'ElmanLabError';
  readonly code: ElmanLabErrorCode;
  /** The name of the setting that caused the error, without the prefix `elman.`. */
  readonly setting?: string;
}
