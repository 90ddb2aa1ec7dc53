import { shapeOf } from '../shapes';
import type { Fault, Inject } from './fault';
import { eachUnit, exchange, lstmBackward } from './gates';
import { into, lost, through } from './recurrence';

const exchanged = (one: number, other: number): Inject =>
  lstmBackward((right, _network, step) => {
    right.lstmBackward(step);
    exchange(right, step, 4, [one, other]);
  });

/**
 * The values of a unit at one step. `before` is c of the previous step, and `da` the correct gradient of the
 * gate.
 */
interface Unit {
  readonly dh: number;
  readonly tanhC: number;
  readonly before: number;
  readonly da: number;
}

/** Returns a fault that replaces the gradient of gate k by a formula. */
const wrongGate = (
  k: number,
  formula: (unit: Unit, i: number, f: number, g: number, o: number) => number,
): Inject =>
  lstmBackward((right, _network, step) => {
    right.lstmBackward(step);
    const [gates, values] = [step.a, step.da].map(right.arena.values, right.arena);
    const [errors, squashed, cells] = [step.dh, step.tanhC, step.cPrevious].map(
      right.arena.values,
      right.arena,
    );
    eachUnit(step.dh, 4, (at, gate) => {
      const unit = { dh: errors[at], tanhC: squashed[at], before: cells[at], da: values[gate(k)] };
      values[gate(k)] = formula(unit, gates[gate(0)], gates[gate(1)], gates[gate(2)], gates[gate(3)]);
    });
  });

const mistakes: readonly (readonly [string, Inject])[] = [
  ['the input and the forget gate exchanged', exchanged(0, 1)],
  ['the candidate and the output gate exchanged', exchanged(2, 3)],
  ['the forget and the output gate exchanged', exchanged(1, 3)],
  [
    'the cell carries no error back',
    lstmBackward(({ lstmBackward, fill }, _net, step) => {
      lstmBackward(step);
      fill(step.dcPrevious, 0);
    }),
  ],
  [
    'the carried error bypasses the forget gate',
    lstmBackward((right, _net, step) => {
      right.lstmBackward(step);
      const [carried, gates] = [right.arena.values(step.dcPrevious), right.arena.values(step.a)];
      eachUnit(step.dh, 4, (at, gate) => {
        carried[at] /= gates[gate(1)];
      });
    }),
  ],
  [
    'the cell’s tanh without its slope',
    lstmBackward(({ lstmBackward, arena }, _net, step) => {
      lstmBackward(step);
      const [values, squashed] = [arena.values(step.da), arena.values(step.tanhC)];
      const [rightDa, rightTanh] = [values.slice(), squashed.slice()];
      // Sets the slope 1 - tanh² to 1. The output gate needs tanh c itself, so its gradient is restored.
      squashed.fill(0);
      lstmBackward(step);
      squashed.set(rightTanh);
      eachUnit(step.dh, 4, (_at, gate) => {
        values[gate(3)] = rightDa[gate(3)];
      });
    }),
  ],
  [
    'the forget gate uses c after the step',
    lstmBackward(({ lstmBackward, arena }, { B }, step) =>
      lstmBackward({ ...step, cPrevious: arena.slice(step.cPrevious, B, B) }),
    ),
  ],
  [
    'the candidate has the slope of the logistic function',
    wrongGate(2, ({ da }, _i, _f, g) => (da / (1 - g * g)) * g * (1 - g)),
  ],
  ['the input gate without its slope', wrongGate(0, ({ da }, i) => da / (i * (1 - i)))],
  ['the output gate without its slope', wrongGate(3, ({ dh, tanhC }) => dh * tanhC)],
  [
    'the output gate uses c before the step',
    wrongGate(3, ({ dh, before }, _i, _f, _g, o) => dh * before * o * (1 - o)),
  ],
  ['the error is not sent back through h', through('Whh', lost)],
  [
    'dWhh is computed from the states after the step',
    into('Whh', ({ matmulTN }, net, dW, _h, da) => matmulTN(dW, net.after(), da)),
  ],
];

export const lstm: readonly Fault[] = mistakes.map(([name, inject]) => ({
  name: `LSTM: ${name}`,
  shape: shapeOf({ cell: 'lstm' }),
  inject,
}));
