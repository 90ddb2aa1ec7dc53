import fc from 'fast-check';
import { randomCheckNetwork } from '../../../src/engine/check/checkNetwork';
import { checkGradients } from '../../../src/engine/check/gradientCheck';
import type { Activation } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { type CellName, cells } from '../../../src/engine/nn/cells';
import { type CellKind, canNormalise } from '../../../src/engine/nn/cells/cell';
import { type OutputName, outputs } from '../../../src/engine/nn/outputs';
import type { OutputKind } from '../../../src/engine/nn/outputs/output';
import { type NetworkShape, outputInputWidth } from '../../../src/engine/nn/shape';
import type { ParameterCheck } from '../../../src/protocol/gradientReport';
import { activations } from '../support/activations';

/**
 * The names in the registries of cells and outputs. A new cell, output or activation is therefore tested
 * without changes to the tests.
 */
export const cellNames = Object.keys(cells) as CellName[];
export const outputNames = Object.keys(outputs) as OutputName[];
export const activationNames = activations;

/** Sizes that are all different, so that a wrong transpose or length makes a test fail. */
const SMALL = {
  vocabulary: 6,
  normalisation: 'none',
  hidden: 4,
  layers: 1,
  embedding: 0,
  bits: 0,
  plan: false,
  context: 2,
  positions: 5,
  positionEncoding: 'learned',
  dropout: 0,
  classes: 3,
  noise: 5,
  scoring: 'normalised',
  compression: 0,
  direct: 0,
  directOrder: 3,
  decay: 0.3,
} as const;
/** Embedding size for outputs or cells that need an embedding: small instead of the default of 30. */
const FEATURES = 5;
/** Size of the table of direct weights in millions: 30 weights, which can all be checked. */
export const FEW_WEIGHTS = 30e-6;

/** Returns a valid shape with the given values. Adds an embedding if the output or the cell needs one. */
export function shapeOf(asked: Partial<NetworkShape> = {}): NetworkShape {
  const hidden = asked.hidden ?? SMALL.hidden;
  const heads = hidden % 2 === 0 ? 2 : 1;
  const shape = { ...SMALL, heads, cell: 'elman', activation: 'tanh', output: 'softmax', ...asked } as const;
  if (outputs[shape.output].tied) return { ...shape, embedding: outputInputWidth(shape) };
  return cells[shape.cell].windowed ? { ...shape, embedding: shape.embedding || FEATURES } : shape;
}

/** Returns every valid pair of a cell and an output. */
export function everyCellAndOutput(): { readonly cell: CellName; readonly output: OutputName }[] {
  return cellNames.flatMap(cell =>
    outputNames.filter(output => isValidPair(cell, output)).map(output => ({ cell, output })),
  );
}

/**
 * Returns every valid pair of a cell and an output. If the cell's activation can be chosen, returns the pair
 * once per activation. Also returns it with each normalisation and encoding of positions that the cell can have.
 */
export function everyNetwork(): (Pick<NetworkShape, 'cell' | 'output' | 'activation'> & Variant)[] {
  return everyCellAndOutput().flatMap(pair =>
    variantsOf(pair.cell).flatMap(variant =>
      activationsOf(pair.cell).map(activation => ({ ...pair, activation, ...variant })),
    ),
  );
}

/** How a network differs from the default network with the same cell, output and activation. */
export type Variant = Pick<NetworkShape, 'normalisation' | 'positionEncoding'>;

export function variantsOf(cell: CellName): readonly Variant[] {
  const usual: Variant = { normalisation: 'none', positionEncoding: 'learned' };
  if (cells[cell].attends) return [usual, { ...usual, positionEncoding: 'rotary' }];
  return canNormalise(cells[cell]) ? [usual, { ...usual, normalisation: 'layer' }] : [usual];
}

export function activationsOf(cell: CellName): readonly Activation[] {
  return cells[cell].activation === 'any' ? activationNames : ['tanh'];
}

/**
 * Returns whether a network can have this cell and this output. An output with tied weights needs learned
 * weights. A cell that is fed the output distribution needs an output with a readout.
 */
function isValidPair(cell: CellName, output: OutputName): boolean {
  const kind: OutputKind = outputs[output];
  const { learned, needsReadout }: CellKind = cells[cell];
  return (learned || !kind.tied) && (kind.readout !== undefined || !needsReadout);
}

/** Number of hidden units of random networks with layer normalisation. */
const WIDE = 8;

/** Generates random network shapes. They are small, so that many can be tested. */
export const anyShape: fc.Arbitrary<NetworkShape> = fc
  .record({
    network: fc.constantFrom(...everyNetwork()),
    vocabulary: fc.integer({ min: 2, max: 6 }),
    hidden: fc.integer({ min: 1, max: 4 }),
    layers: fc.integer({ min: 1, max: 3 }),
    embedding: fc.integer({ min: 0, max: 5 }),
    context: fc.integer({ min: 1, max: 4 }),
    positions: fc.integer({ min: 1, max: 6 }),
    dropout: fc.constantFrom(0, 0.2, 0.5),
    decay: fc.constantFrom(0, 0.3, 0.9),
    compression: fc.constantFrom(0, 0, 3),
    direct: fc.constantFrom(0, 0, FEW_WEIGHTS),
    directOrder: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ network, compression, direct, ...sizes }) => {
    const { needsReadout }: CellKind = cells[network.cell];
    // With few units, the sums can be nearly equal. Normalising them enlarges rounding errors.
    const hidden = network.normalisation === 'layer' ? WIDE : sizes.hidden;
    return shapeOf({ ...network, ...sizes, hidden, ...(!needsReadout && { compression, direct }) });
  });

/** Returns the parameter with the largest gradient error, computed with the reference kernels. */
export function worstGradient(
  shape: NetworkShape,
  T: number,
  B: number,
  seed: number,
  before = 0,
): ParameterCheck {
  const kernels = referenceKernels();
  const { model, window } = randomCheckNetwork(kernels, shape, { T, B, seed, before });
  return worstOf(checkGradients(kernels, model, window));
}

/** Returns the parameter with the largest error. NaN counts as larger than any number. */
export function worstOf(checks: readonly ParameterCheck[]): ParameterCheck {
  return checks.reduce((worst, each) => (each.error <= worst.error ? worst : each));
}

export function titleOf(shape: NetworkShape): string {
  const { cell, output, activation, normalisation, positionEncoding, layers } = shape;
  return `${cell}, ${output}, ${activation}, ${normalisation}, ${positionEncoding}, ${layers} layer(s)`;
}
