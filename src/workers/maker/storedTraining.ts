import { perplexityOf } from '../../common/perplexity';
import { textSettingsOf } from '../../engine/configuration/text';
import type { TrainingMetadata } from '../../engine/model/trainingMetadata';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import { newId } from '../../engine/storage/paths';
import { describeText } from '../../engine/train/trainingTexts';
import type { EmFurtherParams, EmRecord } from '../../protocol/emRecord';
import type { HmmRecord } from '../../protocol/hmmRecord';
import type { LdsRecord } from '../../protocol/ldsRecord';
import type { SourceText } from '../../protocol/sourceText';
import { UserError } from '../../protocol/userError';
import { randomSuffix, systemClock } from '../ports';

/** Minimum time, in milliseconds, between two reports of the progress. */
const PAUSE = 100;

/** What a training by EM needs of the worker. */
export interface EmPorts<Report> {
  readonly store: ModelStore;
  /** When it aborts, EM ends after the current iteration, and the model is stored as trained so far. */
  readonly stop?: AbortSignal;
  report(progress: Report): void;
}

/** A trained model, as its record describes it. */
interface TrainedOnText extends Pick<TrainingMetadata<unknown>, 'configuration' | 'symbols'> {
  readonly name: string;
  readonly source: SourceText;
  /** Number of tokens of the text. */
  readonly tokens: number;
  /** Number of iterations of EM that the model has received. */
  readonly iteration: number;
  /** -ln P of the text, in nats per token. */
  readonly loss: number;
}

/** Returns the fields of a new record, other than the number of states and those of its kind. */
export function newRecord(trained: TrainedOnText): Omit<EmRecord, 'states'> {
  const { name, source, configuration, symbols, tokens, iteration, loss } = trained;
  const createdAt = systemClock.timestamp();
  return {
    version: 1,
    id: newId(createdAt, randomSuffix()),
    ...{ name, createdAt },
    vocabulary: symbols.length,
    text: describeText(source, tokens),
    settings: textSettingsOf(configuration),
    iterations: iteration,
    perplexity: perplexityOf(loss),
  };
}

/** Why a stored model of another kind cannot be trained further. */
const otherKind = {
  hmm: '"{0}" is not a hidden Markov model of Elman Lab.',
  lds: '"{0}" is not a linear dynamical system of Elman Lab.',
} as const;

type RecordOf<Kind> = Extract<HmmRecord | LdsRecord, { readonly kind: Kind }>;

/**
 * Returns the record and the file of a stored model that is trained further. Throws a UserError if the model is of another
 * kind, or if the text has changed since it was trained.
 */
export async function readStart<Kind extends 'hmm' | 'lds'>(
  store: ModelStore,
  kind: Kind,
  { from, text }: EmFurtherParams,
): Promise<{ readonly record: RecordOf<Kind>; readonly bytes: Uint8Array }> {
  const record = await store.read(from);
  const isOfKind = (each: typeof record): each is typeof record & RecordOf<Kind> => each.kind === kind;
  if (!isOfKind(record)) throw new UserError(otherKind[kind], [record.name]);
  if (describeText(text, record.text.tokens).fingerprint !== record.text.fingerprint) {
    throw new UserError('"{0}" has changed since "{1}" was trained on it. Train a new model on it.', [
      text.name,
      record.name,
    ]);
  }
  return { record, bytes: await store.trained(record) };
}

/** Returns a function that passes on the first report, the last one, and in between at most one every 100 ms. */
export function paced<Report extends { readonly share: number }>(
  report: (progress: Report) => void,
): (progress: Report) => void {
  let due = 0;
  return progress => {
    if (performance.now() < due && progress.share !== 1) return;
    report(progress);
    due = performance.now() + PAUSE;
  };
}
