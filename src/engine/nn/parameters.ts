import { normal } from '../core/random';
import type { Arena, Tensor } from '../core/tensor';

/** A learned tensor and the gradient of the loss by it. */
export interface Parameter {
  readonly name: string;
  readonly value: Tensor;
  readonly gradient: Tensor;
  /** Biases start at zero, weights at random. */
  readonly bias: boolean;
}

export function weight(arena: Arena, name: string, rows: number, columns: number): Parameter {
  return { name, value: arena.tensor(rows, columns), gradient: arena.tensor(rows, columns), bias: false };
}

export function bias(arena: Arena, name: string, columns: number): Parameter {
  return { name, value: arena.tensor(1, columns), gradient: arena.tensor(1, columns), bias: true };
}

/** Weights gaussian with the given deviation, biases zero: min-char-rnn and elman.py, with 0.01. */
export function initialiseGaussian(
  arena: Arena,
  parameters: readonly Parameter[],
  deviation: number,
  seed: number,
): void {
  for (const [ordinal, parameter] of parameters.entries()) {
    const values = arena.values(parameter.value);
    if (parameter.bias) values.fill(0);
    else
      for (let i = 0; i < values.length; i++) values[i] = deviation * normal(seed, 'initialise', ordinal, i);
  }
}
