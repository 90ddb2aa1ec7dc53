import type { Configuration } from '../../settings/settings';
import type { ExportedNetwork } from '../network/exportedNetwork';
import { normalisedGru, normalisedLstm } from './normalisedCells';
import { activated } from './python';
import { type CellCode, stepwise } from './stepwise';
import { transformerCode } from './transformer';

/** The code of each cell. A cell that is added to Elman Lab needs an entry here. */
export const cells: Record<Configuration['model.cell'], (network: ExportedNetwork) => CellCode> = {
  elman,
  echoState: elman,

  leaky: network =>
    stepwise(
      network,
      `${sumOf(network, 'x @ w("weight_ih").T + h @ w("weight_hh").T')}
h = ${network.shape.decay} * h + ${1 - network.shape.decay} * ${activated(network.shape.activation, 'a')}
return h, h`,
    ),

  jordan(network) {
    const { layers: L, hidden: H, activation, decay } = network.shape;
    const below = `if l < ${L - 1}:
    a = x @ w("weight_ih").T + h @ w("weight_hh").T + w("bias_ih")
    h = ${activated(activation, 'a')}
    return h, h
`;
    return {
      ...stepwise(
        network,
        `${L > 1 ? below : ''}s = h  # the decaying sum of the last predictions
${sumOf(network, 'x @ w("weight_ih").T + s @ w("weight_yh").T')}
h = ${activated(activation, 'a')}
return h, ${decay} * s + self.output(h[None])[0].exp()`,
      ),
      start: `[*carried[: ${(L - 1) * H}].reshape(${L - 1}, ${H}), carried[${L * H} :]]`,
    };
  },

  lstm: network => (network.isNormalised ? normalisedLstm(network) : torchModule(network, 'LSTM')),
  gru: network => (network.isNormalised ? normalisedGru(network) : torchModule(network, 'GRU')),

  feedForward(network) {
    const { layers: L, context, vocabulary: V, activation } = network.shape;
    return {
      start: `torch.full((${context - 1},), ${V})  # the tokens before the text`,
      layers: `def layers(self, x, state):
    for l in range(${L}):
        w = self.weights_of(l)
        ${sumOf(network, 'x @ w("weight_ih").T')}
        x = ${activated(activation, 'a')}
    return x, state`,
    };
  },

  transformer: transformerCode,
};

function elman(network: ExportedNetwork): CellCode {
  const { activation } = network.shape;
  if (!network.isNormalised && (activation === 'tanh' || activation === 'relu'))
    return torchModule(network, 'RNN', `, nonlinearity="${activation}"`);
  return stepwise(
    network,
    `${sumOf(network, 'x @ w("weight_ih").T + h @ w("weight_hh").T')}
h = ${activated(activation, 'a')}
return h, h`,
  );
}

/** Returns the statement that computes the sums `a` of the hidden units: plus the bias, or normalised. */
function sumOf({ isNormalised }: ExportedNetwork, products: string): string {
  return isNormalised
    ? `a = F.layer_norm(${products}, w("bias_ih").shape, w("weight", "norm"), w("bias_ih"))`
    : `a = ${products} + w("bias_ih")`;
}

function torchModule({ shape, embedding }: ExportedNetwork, name: string, options = ''): CellCode {
  const { vocabulary: V, hidden: H, layers: L } = shape;
  const isLstm = name === 'LSTM';
  return {
    modules: `self.rnn = nn.${name}(${embedding || V}, ${H}, num_layers=${L}${options})`,
    start: isLstm
      ? `tuple(each.contiguous() for each in carried.reshape(${L}, 2, ${H}).unbind(1))`
      : `carried.reshape(${L}, ${H})`,
    layers: `def layers(self, x, state):
    return self.rnn(x, state)`,
  };
}
