import { perplexityOf } from '../../common/perplexity';
import { mean } from '../../common/statistics';
import type { EnsembleFigures } from '../../protocol/course';
import type { ComparedName } from '../../protocol/kindsComparison';
import type { ComparisonPorts, ComparisonText } from '../comparison/comparedKind';
import { compareKinds, heldOutLosses } from '../comparison/compareKinds';
import { comparedKinds } from '../comparison/kinds';
import { exp, log } from '../core/math';

const SEEDS = [1, 2, 3, 4, 5];
/** What every model may have and read. */
const budget = { parameters: 10_000, tokens: 200_000 };
/** Kinds without a state, then kinds with one, then attention. */
const kinds: readonly ComparedName[] = [
  ...(['trigram', '5-gram', 'feedForward', 'hmm', 'linear', 'echoState'] as const),
  ...(['elman', 'jordan', 'lstm', 'gru', 'transformer'] as const),
];

/**
 * Compares the mean of the probabilities of five Elman networks, which differ in their seeds, with each of them, and then all
 * kinds of models, on the last tenth of a text. Yields the share that is done.
 */
export async function* compareEnsemble(
  text: ComparisonText,
  ports: Pick<ComparisonPorts, 'kernels' | 'now'>,
): AsyncGenerator<number, EnsembleFigures> {
  const parts = SEEDS.length + kinds.length;
  const members: Float64Array[] = [];
  for (const seed of SEEDS) {
    const training = comparedKinds.elman.train({ text, budget, seed, ports, isOver: () => false });
    let next = await training.next();
    for (; !next.done; next = await training.next()) yield (members.length + next.value) / parts;
    members.push(heldOutLosses(next.value.model, text));
  }
  const compared = compareKinds(text, { budget, models: kinds, seeds: 1 }, ports);
  let next = await compared.next();
  for (; !next.done; next = await compared.next())
    yield (SEEDS.length + kinds.indexOf(next.value.model) + next.value.share) / parts;
  return {
    tokens: text.training.length,
    members: members.map(losses => perplexityOf(mean([...losses]))),
    ensemble: perplexityOf(mean([...meanLosses(members)])),
    kinds: next.value.flatMap(each => ('perplexity' in each ? [each] : [])),
  };
}

/** Returns -ln of the mean probability of each token. */
function meanLosses(members: readonly Float64Array[]): Float64Array {
  return members[0].map((_, i) => -log(mean(members.map(losses => exp(-losses[i])))));
}
