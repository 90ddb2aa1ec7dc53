import type { GradientReport } from '../../protocol/gradientReport';
import type { Configuration } from '../../settings/settings';
import { randomCheckNetwork } from '../check/checkNetwork';
import { checkGradients, TOLERANCE } from '../check/gradientCheck';
import { withWrongSign } from '../check/wrongSign';
import { shapeOf, stepsBefore } from '../configuration/network';
import { referenceKernels } from '../kernels/reference';
import { cells } from '../nn/cells';
import type { CellKind } from '../nn/cells/cell';
import { outputs } from '../nn/outputs';
import type { NetworkShape } from '../nn/shape';

/**
 * Sizes of the network to check. They are small, so that every weight can be checked. Sizes that meet in one
 * matrix product differ, so that mixed-up dimensions are detected.
 */
const SIZES = {
  vocabulary: 7,
  hidden: 5,
  /** Hidden units of a transformer, which its heads divide. */
  transformerHidden: 10,
  heads: 2,
  positions: 9,
  compression: 3,
  embedding: 4,
  bits: 4,
  context: 3,
  noise: 4,
  direct: 30e-6,
  before: 2,
};
const T = 6;
const B = 2;
/**
 * Seeds to try in turn. ReLU and similar functions have kinks, where differences of the loss do not
 * approximate the gradient. If the check fails with the weights of one seed, the weights of another may avoid
 * the kinks.
 */
const SEEDS = [1, 2, 3];

/** The result of a gradient check with a small network of a given configuration. */
export interface NetworkGradientReport extends GradientReport {
  readonly shape: NetworkShape;
  readonly T: number;
  readonly B: number;
}

/** `wrongSign` names a matrix that errors pass with the wrong sign: a fault that the report must find. */
export function reportGradients(configuration: Configuration, wrongSign?: string): NetworkGradientReport {
  const shape = smallShape(configuration);
  const before = Math.min(stepsBefore(configuration), SIZES.before);
  let report = check(shape, before, SEEDS[0], wrongSign);
  for (const seed of SEEDS.slice(1)) if (!report.isRight) report = check(shape, before, seed, wrongSign);
  return report;
}

function smallShape(configuration: Configuration): NetworkShape {
  const shape = shapeOf(configuration, SIZES.vocabulary);
  const { tied } = outputs[shape.output];
  const { attends }: CellKind = cells[shape.cell];
  const hidden = attends ? SIZES.transformerHidden : SIZES.hidden;
  const compression = Math.min(shape.compression, SIZES.compression);
  const embedding = shape.embedding === 0 ? 0 : tied ? compression || hidden : SIZES.embedding;
  return {
    ...shape,
    hidden,
    heads: Math.min(shape.heads, SIZES.heads),
    positions: Math.min(shape.positions, SIZES.positions),
    compression,
    embedding,
    bits: Math.min(shape.bits, SIZES.bits),
    context: Math.min(shape.context, SIZES.context),
    noise: Math.min(shape.noise, SIZES.noise),
    direct: Math.min(shape.direct, SIZES.direct),
  };
}

function check(shape: NetworkShape, before: number, seed: number, wrongSign?: string): NetworkGradientReport {
  const kernels = referenceKernels();
  const { model, window } = randomCheckNetwork(kernels, shape, { T, B, seed, before });
  const fault = model.learned.find(({ name }) => name === wrongSign);
  const checked = fault ? withWrongSign(kernels, fault, window) : window;
  const parameters = checkGradients(kernels, model, checked);
  const isRight = parameters.every(({ error }) => error < TOLERANCE);
  return { shape, T, B, parameters, tolerance: TOLERANCE, isRight };
}
