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

/** Everything that a run depends on besides its texts. */
export interface Configuration {
  readonly 'model.cell': CellName;
  readonly 'model.activation': Activation;
  /** Units of a layer, H. */
  readonly 'model.hidden': number;
  readonly 'model.layers': number;
  /** Numbers in a token's vector, E; 0 has none. */
  readonly 'model.embedding': number;
  /** Tokens that a network without memory sees at a time. */
  readonly 'model.context': number;
  readonly 'model.output': OutputName;
  /** Classes of symbols, for the output of that name. */
  readonly 'model.classes': number;
  /** Symbols of noise that each step is held against, for an output that learns so. */
  readonly 'model.noiseSamples': number;
  /** How such an output scores texts. */
  readonly 'model.scoring': ScoringName;
  /** Units of a layer between the hidden ones and the output, 0 for none. */
  readonly 'model.compression': number;
  /** Millions of weights of direct connections, 0 for none. */
  readonly 'model.direct': number;
  /** Their longest n-gram. */
  readonly 'model.directOrder': number;
  /** Probability of leaving out a unit between layers. */
  readonly 'model.dropout': number;
  /** Where an LSTM's forget gate starts. */
  readonly 'model.forgetBias': number;
  /** What Jordan's state units, or leaky hidden ones, keep of themselves. */
  readonly 'model.stateDecay': number;
  /** An echo state reservoir's. */
  readonly 'model.spectralRadius': number;
  readonly 'model.initialiser': InitialiserName;
  /** Of gaussian weights. */
  readonly 'model.initialDeviation': number;
  readonly 'training.learningRate': number;
  readonly 'training.schedule': ScheduleName;
  /** Iterations of a step of the schedule `step`. */
  readonly 'training.scheduleInterval': number;
  /** What a step leaves of the learning rate. */
  readonly 'training.scheduleFactor': number;
  /** Largest size of what `gradientClipBy` looks at; 0 leaves gradients as they are. */
  readonly 'training.gradientClip': number;
  readonly 'training.gradientClipBy': ClippingName;
  readonly 'training.gradientNormalisation': NormalisationName;
  /** Weight of half the sum of squared weights in what is minimised. */
  readonly 'training.l2': number;
  /** Steps that the error is sent back through, T. */
  readonly 'training.sequenceLength': number;
  /** Steps that every error is sent back at the least, beyond its window's start; 0 or 1 stops there. */
  readonly 'training.bptt': number;
  /** Updates; 0 trains until stopped. */
  readonly 'training.maxIterations': number;
  /** Streams side by side, B. */
  readonly 'training.batch': number;
  readonly 'training.optimizer': OptimizerName;
  readonly 'training.seed': number;
  /** Share of the text, at its end, that is kept from training; 0 has none. */
  readonly 'validation.fraction': number;
  /** A validation every so many iterations. */
  readonly 'validation.interval': number;
  /** Validations without a new best after which training ends; 0 never ends it. */
  readonly 'validation.patience': number;
  /** A sample every so many iterations. */
  readonly 'snapshot.interval': number;
  /** Tokens. */
  readonly 'snapshot.sampleLength': number;
  /** A measurement every so many iterations. */
  readonly 'metrics.interval': number;
  readonly 'text.unit': TextUnit;
  /** BCP 47, whose words and sentences segmented texts are made of; empty until a text tells it. */
  readonly 'text.locale': string;
  /** What separates words, for the unit `word`. */
  readonly 'text.whiteSpace': WhiteSpace;
  readonly 'text.lineEnds': LineEnds;
  /** What becomes of `<s>` and `</s>` inside a line, for the unit `word`. */
  readonly 'text.strayMarks': StrayMarks;
  /** Words rarer than this become `<unk>`. */
  readonly 'text.minimumCount': number;
  readonly 'kernels.build': 'auto' | KernelBuild;
  /** Threads that share a run's work, 0 for as many as are good; the numbers do not depend on it. */
  readonly 'kernels.threads': number;
}
