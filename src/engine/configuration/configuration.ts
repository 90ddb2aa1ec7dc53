import type { KernelBuild } from '../../protocol/run';
import type { LineEnds } from '../data/characters';
import type { StrayMarks } from '../data/marks';
import type { TextUnit } from '../data/tokenizers';
import type { WhiteSpace } from '../data/words';
import type { Activation } from '../kernels/kernels';
import type { CellName } from '../nn/cells';
import type { InitialiserName } from '../nn/initialisers';
import type { OutputName } from '../nn/outputs';
import type { ScoringName } from '../nn/outputs/scoring';
import type { OptimizerName } from '../optim';
import type { ClippingName } from '../optim/clipping';
import type { NormalisationName } from '../optim/normalisation';
import type { ScheduleName } from '../optim/schedules';

/** All settings that affect a run. */
export interface Configuration {
  readonly 'model.cell': CellName;
  readonly 'model.activation': Activation;
  /** Hidden units per layer, H. */
  readonly 'model.hidden': number;
  readonly 'model.layers': number;
  /** Size of a token's embedding, E; 0 for none. */
  readonly 'model.embedding': number;
  /** Number of input tokens of a network without memory. */
  readonly 'model.context': number;
  readonly 'model.output': OutputName;
  /** Number of symbol classes, for the output `classes`. */
  readonly 'model.classes': number;
  /** Number of noise symbols per step, for an output trained by noise contrast. */
  readonly 'model.noiseSamples': number;
  /** How the output `noiseContrastive` scores texts. */
  readonly 'model.scoring': ScoringName;
  /** Units of a compression layer between hidden layer and output; 0 for none. */
  readonly 'model.compression': number;
  /** Number of weights of direct connections, in millions; 0 for none. */
  readonly 'model.direct': number;
  /** Maximum n-gram order of the direct connections. */
  readonly 'model.directOrder': number;
  /** Probability of dropping a unit between layers. */
  readonly 'model.dropout': number;
  /** Initial bias of an LSTM's forget gate. */
  readonly 'model.forgetBias': number;
  /** Fraction of their previous value that Jordan's state units or leaky hidden units keep at each step. */
  readonly 'model.stateDecay': number;
  /** Spectral radius of an echo state network's reservoir. */
  readonly 'model.spectralRadius': number;
  readonly 'model.initialiser': InitialiserName;
  /** Standard deviation of initial weights drawn from a normal distribution. */
  readonly 'model.initialDeviation': number;
  readonly 'training.learningRate': number;
  readonly 'training.schedule': ScheduleName;
  /** Iterations per step of the schedule `step`. */
  readonly 'training.scheduleInterval': number;
  /** Factor applied to the learning rate at each step of the schedule. */
  readonly 'training.scheduleFactor': number;
  /** Clip threshold for the quantity that `gradientClipBy` names; 0 disables clipping. */
  readonly 'training.gradientClip': number;
  readonly 'training.gradientClipBy': ClippingName;
  readonly 'training.gradientNormalisation': NormalisationName;
  /** L2 coefficient lambda: adds lambda / 2 times the sum of squared weights to the loss. */
  readonly 'training.l2': number;
  /** Steps per window, T, through which errors are backpropagated. */
  readonly 'training.sequenceLength': number;
  /** Minimum number of steps to backpropagate, across window boundaries. 0 or 1: within the window only. */
  readonly 'training.bptt': number;
  /** Maximum number of updates; 0 trains until stopped. */
  readonly 'training.maxIterations': number;
  /** Number of parallel streams, B. */
  readonly 'training.batch': number;
  readonly 'training.optimizer': OptimizerName;
  readonly 'training.seed': number;
  /** Fraction of the text, at its end, that is used for validation instead of training; 0 for none. */
  readonly 'validation.fraction': number;
  /** Iterations between validations. */
  readonly 'validation.interval': number;
  /** Number of validations without improvement after which training ends; 0 for no limit. */
  readonly 'validation.patience': number;
  /** Iterations between samples. */
  readonly 'snapshot.interval': number;
  /** Length of a sample in tokens. */
  readonly 'snapshot.sampleLength': number;
  /** Iterations between measurements. */
  readonly 'metrics.interval': number;
  readonly 'text.unit': TextUnit;
  /** Language (BCP 47) for the unit `segmented`. Empty: chosen from the text. */
  readonly 'text.locale': string;
  /** Which characters separate words, for the unit `word`. */
  readonly 'text.whiteSpace': WhiteSpace;
  readonly 'text.lineEnds': LineEnds;
  /** How to treat `<s>` and `</s>` inside a line, for the unit `word`. */
  readonly 'text.strayMarks': StrayMarks;
  /** Words with a lower count become `<unk>`. */
  readonly 'text.minimumCount': number;
  readonly 'kernels.build': 'auto' | KernelBuild;
  /** Number of threads of a run; 0 chooses automatically. Results do not depend on it. */
  readonly 'kernels.threads': number;
}
