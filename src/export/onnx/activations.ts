import type { Configuration } from '../../settings/settings';
import type { Graph } from './graph';
import type { OnnxAttribute } from './messages';

/** An activation function as an operator of its own, and by its name in the operator `RNN`. */
interface OnnxActivation {
  readonly operator: string;
  readonly name: string;
  readonly alpha?: number;
  readonly beta?: number;
}

const activations: Record<Configuration['model.activation'], OnnxActivation> = {
  tanh: { operator: 'Tanh', name: 'Tanh' },
  logistic: { operator: 'Sigmoid', name: 'Sigmoid' },
  relu: { operator: 'Relu', name: 'Relu' },
  elu: { operator: 'Elu', name: 'Elu', alpha: 1 },
  leakyRelu: { operator: 'LeakyRelu', name: 'LeakyRelu', alpha: 0.01 },
  identity: { operator: 'Identity', name: 'Affine', alpha: 1, beta: 0 },
};

/** Returns f(a). */
export function activated(graph: Graph, name: Configuration['model.activation'], a: string): string {
  const { operator, alpha } = activations[name];
  const isScaled = alpha !== undefined && operator !== 'Identity';
  return graph.op(operator, [a], isScaled ? { alpha: { float: alpha } } : {});
}

/** Returns the attributes of the operator `RNN` that choose an activation function. */
export function rnnActivation(
  activation: Configuration['model.activation'],
): Readonly<Record<string, OnnxAttribute>> {
  const { name, alpha, beta } = activations[activation];
  return {
    activations: { strings: [name] },
    ...(alpha !== undefined && { activation_alpha: { floats: [alpha] } }),
    ...(beta !== undefined && { activation_beta: { floats: [beta] } }),
  };
}
