import type { TrainedLds } from '../engine/families/lds/ldsFile';
import { LdsLanguageModel } from '../engine/families/lds/ldsLanguageModel';
import type { LdsText } from '../engine/families/lds/ldsText';
import { OneHot } from '../engine/families/lds/oneHot';
import { ReadoutTraining } from '../engine/families/lds/readout';
import { tokenFilter } from '../engine/families/lds/tokenFilter';
import { type LdsProgress, trainLds } from '../engine/families/lds/trainLds';
import type { Kernels } from '../engine/kernels/kernels';
import { chooseKernels } from '../engine/kernels/select';
import { kernelModule } from '../package/kernelModules';
import { UserError } from '../protocol/userError';
import { takeWideVectors } from '../workers/vectorFlags';
import { count, decimal } from './format';
import type { StatusLine } from './statusLine';
import { untilSignal } from './untilSignal';

/** Number of updates of the readout between two looks at signals. */
const SLICE = 20;

/** A text to train on, and the model from which EM continues, if there is one. */
export interface LdsJob extends LdsText, Pick<TrainedLds, 'configuration'> {
  readonly from: TrainedLds | undefined;
  readonly states: number;
  /** The largest number of iterations of EM, and the rise of ln p per token below which it ends. */
  readonly iterations: number;
  readonly tolerance: number;
  /** Number of passes of the readout through the text. */
  readonly passes: number;
  readonly seed: number;
  /** Whether the model can be stored after a signal. */
  readonly isStorable: boolean;
}

export interface LdsOutcome {
  readonly trained: TrainedLds;
  /** -ln P of the text, in nats per token. */
  readonly loss: number;
  /** ln p per token before the last iteration of EM. Undefined without EM. */
  readonly logDensity: number | undefined;
  /** The kernels with which the readout was trained. */
  readonly kernels: Kernels;
  /** The exit code. */
  readonly code: number;
}

/** Trains the system, then its readout. */
export async function trainWithReadout(job: LdsJob, line: StatusLine): Promise<LdsOutcome> {
  const { ids, vocabulary, configuration, from, isStorable, seed, states } = job;
  const symbols = vocabulary.size;
  let last: LdsProgress | undefined;
  const { iterations, tolerance } = job;
  const options = { states, symbols, iterations, tolerance, seed, ...(from && { from: from.lds }) };
  const code = await untilSignal(
    trainLds(ids, options),
    step => {
      last = step;
      checkStates(step, states);
      if (step.iteration === 0) line.print(`${count(ids.length)} tokens, ${count(symbols)} symbols`);
      line.show(progressOf(step, ids.length));
    },
    isStorable,
  );
  if (!last) throw new Error('trainLds yields at least the start');
  const filter = tokenFilter(last.lds, new OneHot(ids, symbols));
  const kernels = await chooseKernels('auto', kernelModule, undefined, takeWideVectors());
  const passes = code === undefined ? job.passes : Math.min(1, job.passes);
  const training = new ReadoutTraining(kernels, filter, ids, { passes, seed });
  const ended = await untilSignal(
    slices(training),
    share => line.show(`readout: ${count(100 * share)}%`),
    isStorable,
  );
  const readout = training.readout();
  const iteration = (from?.iteration ?? 0) + last.iteration;
  return {
    trained: { lds: last.lds, filter, readout, symbols: vocabulary.symbols, configuration, iteration },
    loss: lossOf(new LdsLanguageModel(filter, readout, vocabulary), ids),
    logDensity: last.logLikelihood === undefined ? undefined : last.logLikelihood / ids.length,
    kernels,
    code: code ?? ended ?? 0,
  };
}

/** Throws a UserError if the text has too few covariances for the number of states. */
function checkStates({ lds }: LdsProgress, states: number): void {
  const { rows } = lds.transitions;
  if (rows === states) return;
  throw new UserError(
    'The covariances of this text have rank {0}, so {0} is the largest possible number of states. Choose it, or another text.',
    [rows],
  );
}

/** Trains the readout. Yields the share that is done. */
function* slices(training: ReadoutTraining): Generator<number> {
  while (training.done < training.total) {
    for (let i = 0; i < SLICE && training.done < training.total; i++) training.step();
    yield training.done / training.total;
  }
}

/** Returns -ln P of all tokens but the first, in nats per token. */
function lossOf(model: LdsLanguageModel, ids: Int32Array): number {
  const { logProbs } = model.score(model.start(), ids);
  return -logProbs.subarray(1).reduce((sum, each) => sum + each, 0) / (ids.length - 1);
}

const progressOf = ({ iteration, logLikelihood }: LdsProgress, tokens: number) =>
  logLikelihood === undefined
    ? 'identified'
    : `iteration ${count(iteration)}: ${decimal(logLikelihood / tokens)} ln p per token`;
