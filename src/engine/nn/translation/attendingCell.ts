import type { StepwiseKind } from '../cells/cell';
import type { AdditiveAttention } from './additiveAttention';

/** Returns a cell that reads the context of the source at every step, besides its input and its last state. */
export function attendingCell(kind: StepwiseKind, attention: AdditiveAttention): StepwiseKind {
  return {
    ...kind,
    build(buffers, parameters, options, readout) {
      const cell = kind.build(buffers, parameters, options, readout);
      const steps = attention.connect(buffers);
      return {
        ...cell,
        forward(t) {
          steps.forward(t);
          cell.forward(t);
        },
        backward(t) {
          cell.backward(t);
          steps.backward(t);
        },
      };
    },
  };
}
