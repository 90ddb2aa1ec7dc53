import type { TrainedLds } from '../engine/families/lds/ldsFile';
import { LdsLanguageModel } from '../engine/families/lds/ldsLanguageModel';
import type { LdsText } from '../engine/families/lds/ldsText';
import { OneHot } from '../engine/families/lds/oneHot';
import { ReadoutTraining } from '../engine/families/lds/readout';
import { tokenFilter } from '../engine/families/lds/tokenFilter';
import type { LdsProgress } from '../engine/families/lds/trainLds';
import { lossOf, trainReadout, trainSystem } from '../engine/families/lds/trainWithReadout';
import type { Kernels } from '../engine/kernels/kernels';
import { chooseKernels } from '../engine/kernels/select';
import { kernelModule } from '../package/kernelModules';
import { takeWideVectors } from '../workers/vectorFlags';
import { count, decimal } from './format';
import type { StatusLine } from './statusLine';
import { untilSignal } from './untilSignal';

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
    trainSystem(ids, options),
    step => {
      last = step;
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
    trainReadout(training),
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

const progressOf = ({ iteration, logLikelihood }: LdsProgress, tokens: number) =>
  logLikelihood === undefined
    ? 'identified'
    : `iteration ${count(iteration)}: ${decimal(logLikelihood / tokens)} ln p per token`;
