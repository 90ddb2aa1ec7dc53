import type { ExportedNetwork } from '../network/exportedNetwork';
import type { CellCode } from './stepwise';

/** Rotates pairs of units of queries and keys [heads, T, d] by angles that grow with the position (Su et al. 2021). */
const ROTATE = `
@staticmethod
def rotated(x):
    pairs = x.shape[-1] // 2
    angles = 10000 ** (-2 * torch.arange(pairs) / x.shape[-1])
    angles = torch.arange(x.shape[-2])[:, None] * angles
    a, b, rest = x[..., : 2 * pairs : 2], x[..., 1 : 2 * pairs : 2], x[..., 2 * pairs :]
    turned = [a * angles.cos() - b * angles.sin(), a * angles.sin() + b * angles.cos()]
    return torch.cat([torch.stack(turned, -1).flatten(-2), rest], -1)
`;

export function transformerCode({ shape, tensors }: ExportedNetwork): CellCode {
  const { layers: L, heads, positionEncoding, positions } = shape;
  const isRotary = positionEncoding === 'rotary';
  const hasInput = tensors.some(({ name }) => name === 'rnn.weight_ih_l0');
  return {
    start: 'None  # the context is empty',
    piece: positions,
    layers: `def layers(self, x, state):  # x: the tokens of one context, of at most ${positions}
    T = len(x)
${hasInput ? '    x = x @ self.rnn.weight_ih_l0.T\n' : ''}${isRotary ? '' : '    x = x + self.position.weight[:T]\n'}    hidden = torch.ones(T, T).triu(1).bool()  # later tokens are hidden
    for l in range(${L}):
        w = self.weights_of(l, self.block)
        norm = lambda x, name: F.layer_norm(x, x.shape[-1:], w("weight", name), w("bias", name))
        linear = lambda x, name: F.linear(x, w("weight", name), w("bias", name))
        parts = linear(norm(x, "ln1"), "qkv").chunk(3, -1)
        q, k, v = (part.reshape(T, ${heads}, -1).transpose(0, 1) for part in parts)
${isRotary ? '        q, k = self.rotated(q), self.rotated(k)\n' : ''}        scores = (q @ k.transpose(1, 2) / q.shape[-1] ** 0.5).masked_fill(hidden, -torch.inf)
        found = (scores.softmax(-1) @ v).transpose(0, 1).reshape(T, -1)
        x = x + linear(found, "proj")
        x = x + linear(F.gelu(linear(norm(x, "ln2"), "up")), "down")
    return norm(x, "ln3"), state
${isRotary ? ROTATE : ''}`.trimEnd(),
  };
}
