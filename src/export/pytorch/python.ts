import type { Configuration } from '../../settings/settings';

/** Functions that compute a Python expression. */
const activations: Record<Configuration['model.activation'], (a: string) => string> = {
  tanh: a => `torch.tanh(${a})`,
  logistic: a => `torch.sigmoid(${a})`,
  relu: a => `torch.relu(${a})`,
  elu: a => `F.elu(${a})`,
  leakyRelu: a => `F.leaky_relu(${a}, 0.01)`,
  identity: a => a,
};

/** Returns the Python expression of an activation function. */
export const activated = (name: Configuration['model.activation'], a: string) => activations[name](a);

/** Returns the lines with four more blanks per level before each line that is not empty. */
export function indented(code: string, levels = 1): string {
  return code.replaceAll(/^(?=.)/gm, '    '.repeat(levels));
}
