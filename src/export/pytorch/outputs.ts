import type { Configuration } from '../../settings/settings';
import type { ExportedNetwork } from '../network/exportedNetwork';

const LINEAR = 'F.linear(h, self.out.weight, self.out.bias)';
const WORDS = 'F.linear(h, self.out.word.weight, self.out.word.bias)';

/** Statements that return ln P of every symbol [T, V] from h [T, D]. An output that is added to Elman Lab needs an entry here. */
const outputs: Record<Configuration['model.output'], (network: ExportedNetwork) => string> = {
  softmax: () => `return ${LINEAR}.log_softmax(-1)`,

  tied: ({ shape }) =>
    `return F.linear(h, self.embedding.weight[:${shape.vocabulary}], self.out.bias).log_softmax(-1)`,

  classes: ({ shape: { vocabulary: V, classes } }) => `part = getattr(self.out, "class")
classes = F.linear(h, part.weight, part.bias).log_softmax(-1)
words = ${WORDS}
V, C = ${V}, ${Math.min(classes, V)}
firsts = [0]  # the first symbol of each class
for c in range(1, C + 1):
    firsts.append(min(max(V * c * c // (C * C), firsts[-1] + 1), V - (C - c)))
ranges = enumerate(zip(firsts, firsts[1:]))
return torch.cat([words[:, a:b].log_softmax(-1) + classes[:, c : c + 1] for c, (a, b) in ranges], -1)`,

  hierarchical: ({
    shape: { vocabulary: V },
  }) => `# A symbol is a path down a binary tree, with a decision at each node.
y = F.linear(h, self.out.node.weight, self.out.node.bias)
found = {${V - 2}: torch.zeros(len(h))}
for node in range(${V - 2}, -1, -1):
    first, second = self.out.node.successors[node].tolist()
    found[first] = found[node] + F.logsigmoid(y[:, node])
    found[second] = found[node] + F.logsigmoid(-y[:, node])
return torch.stack([found[${V - 1} + symbol] for symbol in range(${V})], -1)`,

  noiseContrastive: ({ shape }) =>
    shape.scoring === 'selfNormalised'
      ? `return ${WORDS} - math.log(${shape.vocabulary})`
      : `return ${WORDS}.log_softmax(-1)`,

  logistic,
  logisticSquared: logistic,
};

function logistic({ shape: { bits, vocabulary: V } }: ExportedNetwork): string {
  if (bits === 0) return `return F.logsigmoid(${LINEAR}).log_softmax(-1)`;
  return `a = ${LINEAR}
return (a @ self.embedding.weight[:${V}].T).log_softmax(-1)`;
}

/** Returns the method that computes ln P of every symbol from the states of the top layer. */
export function outputCode(network: ExportedNetwork): string {
  const { output, compression } = network.shape;
  const compressed = compression > 0 ? 'h = torch.sigmoid(h @ self.out.compression.weight.T)\n' : '';
  return `def output(self, h):\n${(compressed + outputs[output](network)).replaceAll(/^(?=.)/gm, '    ')}`;
}
