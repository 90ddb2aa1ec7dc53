import assert from 'node:assert/strict';
import { checkGradients, TOLERANCE } from '../../src/engine/check/gradientCheck';
import { randomProblem } from '../../src/engine/check/problem';
import { activations } from '../../src/engine/kernels/activations';
import type { Activation } from '../../src/engine/kernels/kernels';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { type CellName, cells } from '../../src/engine/nn/cells';
import { type OutputName, outputs } from '../../src/engine/nn/outputs';
import type { NetworkShape } from '../../src/engine/nn/shape';

/** All sizes different, so that a wrong transpose or a mixed-up length cannot pass. */
const sizes = { vocabulary: 7, hidden: 5, context: 3, decay: 0.3 };

function assertGradients(shape: NetworkShape, T: number, B: number): void {
  const kernels = referenceKernels();
  const { model, window } = randomProblem(kernels, shape, T, B, 100 * T + B);
  for (const { name, error, row, column } of checkGradients(kernels, model, window)) {
    assert.ok(error < TOLERANCE, `T ${T}, B ${B}: ${name}[${row}, ${column}]: relative error ${error}`);
  }
}

describe('gradients agree with central differences', () => {
  for (const cell of Object.keys(cells) as CellName[]) {
    const usable = cells[cell].activation === 'any' ? activations : ['tanh'];
    for (const output of Object.keys(outputs) as OutputName[]) {
      if (outputs[output].tied && !cells[cell].learned) continue;
      for (const activation of usable as Activation[]) {
        for (const layers of [1, 3]) {
          it(`${cell}, ${output}, ${activation}, ${layers} layer(s)`, () => {
            const embedding = outputs[output].tied ? sizes.hidden : 0;
            const shape = { ...sizes, cell, output, activation, layers, embedding, dropout: 0 };
            for (const T of [1, 2, 9]) for (const B of [1, 3]) assertGradients(shape, T, B);
          });
        }
      }
    }
    it(`${cell} with an embedding and dropout`, () => {
      const shape = { ...sizes, cell, embedding: 4, dropout: 0.4, layers: 2 } as const;
      assertGradients({ ...shape, output: 'softmax', activation: 'tanh' }, 9, 3);
    });
  }
});
