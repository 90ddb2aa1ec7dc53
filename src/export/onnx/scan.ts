import type { OnnxParts } from './parts';

/** The values of a step: the output of the layer [B, H], and its states. */
export interface StepValues {
  readonly output: string;
  readonly states: readonly string[];
}

/** Adds a step of layer l to the graph of `parts`, with the input of the step [B, I] and the states before it. */
export type Step = (parts: OnnxParts, l: number, input: string, states: readonly string[]) => StepValues;

/**
 * Repeats a step of layer l over the T rows of `inputs` [T, B, I]. Returns all outputs [T, B, H], and the states after the last
 * step. The operator `Scan` is for layers that no operator of ONNX computes.
 */
export function scan(
  parts: OnnxParts,
  l: number,
  inputs: string,
  states: readonly string[],
  step: Step,
): StepValues {
  const { graph } = parts;
  const body = graph.body();
  const before = states.map(() => body.parameter());
  const values = step({ ...parts, graph: body }, l, body.parameter(), before);
  for (const value of [...values.states, values.output]) body.result(value);
  const results = graph.ops('Scan', [...states, inputs], states.length + 1, {
    num_scan_inputs: { int: 1 },
    body: { body },
  });
  return { output: results[states.length], states: results.slice(0, -1) };
}
