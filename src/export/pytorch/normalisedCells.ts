import type { ExportedNetwork } from '../network/exportedNetwork';
import { type CellCode, stepwise } from './stepwise';

/** The normalised sums of the input and of the hidden units, of all gates together. */
const SUMS = `x = F.layer_norm(x @ w("weight_ih").T, w("bias_ih").shape, w("weight", "norm_ih"), w("bias_ih"))
u = F.layer_norm(h @ w("weight_hh").T, w("bias_hh").shape, w("weight", "norm_hh"), w("bias_hh"))`;

export function normalisedLstm(network: ExportedNetwork): CellCode {
  const { layers: L, hidden: H } = network.shape;
  return {
    ...stepwise(
      network,
      `h, c = h
${SUMS}
i, f, g, o = (x + u).chunk(4)
c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
y = F.layer_norm(c, c.shape, w("weight", "norm_cell"), w("bias", "norm_cell"))
h = torch.sigmoid(o) * torch.tanh(y)
return h, (h, c)`,
    ),
    start: `[tuple(pair) for pair in carried.reshape(${L}, 2, ${H})]`,
  };
}

export const normalisedGru = (network: ExportedNetwork): CellCode =>
  stepwise(
    network,
    `${SUMS}
r, z, n = x.chunk(3)
u_r, u_z, u_n = u.chunk(3)
r, z = torch.sigmoid(r + u_r), torch.sigmoid(z + u_z)
h = (1 - z) * torch.tanh(n + r * u_n) + z * h
return h, h`,
  );
