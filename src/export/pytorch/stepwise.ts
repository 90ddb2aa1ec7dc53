import type { ExportedNetwork } from '../network/exportedNetwork';

/** Python code of a cell, as parts of the class `Network`. */
export interface CellCode {
  /** Statements of `__init__` that create modules of PyTorch. Their weights are loaded afterwards. */
  readonly modules?: string;
  /** The expression of the state before the first token, from `carried`: all numbers of the start state. */
  readonly start: string;
  /** The method `layers(self, x, state)`: returns the states of the top layer [T, H] and the state after them. */
  readonly layers: string;
  /** Number of tokens that are read at a time, if the cell needs a certain one. */
  readonly piece?: number;
}

/**
 * Returns the code of layers that are computed step by step. `body` are the statements of `step(self, l, x, h)`, which
 * returns the output of layer l and its state; `w(name)` are its weights.
 */
export function stepwise({ shape: { layers: L, hidden: H } }: ExportedNetwork, body: string): CellCode {
  return {
    start: `list(carried.reshape(${L}, ${H}))`,
    layers: `def layers(self, x, state):
    outputs = []
    for x_t in x:
        for l in range(${L}):
            x_t, state[l] = self.step(l, x_t, state[l])
        outputs.append(x_t)
    return torch.stack(outputs), state

def step(self, l, x, h):
    w = self.weights_of(l)
${body.replaceAll(/^(?=.)/gm, '    ')}`,
  };
}
