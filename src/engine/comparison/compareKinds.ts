import { perplexityOf } from '../../common/perplexity';
import { intervalOf, mean } from '../../common/statistics';
import type {
  ComparedName,
  ComparedResult,
  ComparisonOptions,
  ComparisonProgress,
  RefusedKind,
} from '../../protocol/kindsComparison';
import { UserError } from '../../protocol/userError';
import type { LanguageModel } from '../model/languageModel';
import type { ComparedKind, ComparisonPorts, ComparisonText, TrainedKind } from './comparedKind';
import { groupFigures } from './groupFigures';
import { groupTokens, type TokenGroups } from './groupTokens';
import { comparedKinds } from './kinds';

/** Number of tokens at the end of the training text that each model reads before the held-out text. */
const CONTEXT = 1000;

/** One training, measured. */
interface MeasuredKind extends Pick<TrainedKind, 'parameters' | 'tokens'> {
  readonly seconds: number;
  /** The loss of each held-out token, in nats. */
  readonly losses: Float64Array;
}

/** Trains one model of each kind and seed, one after the other. Yields the progress and returns the results. */
export async function* compareKinds(
  text: ComparisonText,
  options: ComparisonOptions,
  ports: ComparisonPorts,
): AsyncGenerator<ComparisonProgress, (ComparedResult | RefusedKind)[]> {
  const results: (ComparedResult | RefusedKind)[] = [];
  const groups = groupTokens(text);
  for (const model of options.models) {
    try {
      results.push(resultOf(model, yield* trainKind(model, text, options, ports), groups));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { template, args } = error;
      results.push({ model, reason: { template, args } });
    }
  }
  return results;
}

async function* trainKind(
  name: ComparedName,
  text: ComparisonText,
  { budget, seeds }: ComparisonOptions,
  ports: ComparisonPorts,
): AsyncGenerator<ComparisonProgress, MeasuredKind[]> {
  const kind: ComparedKind = comparedKinds[name];
  const trained: MeasuredKind[] = [];
  for (let seed = 1; seed <= (kind.usesSeed ? seeds : 1); seed++) {
    const start = ports.now();
    const seconds = () => (ports.now() - start) / 1000;
    const isOver = () => budget.seconds !== undefined && seconds() >= budget.seconds;
    const training = kind.train({ text, budget, seed, ports, isOver });
    let next = await training.next();
    for (; !next.done; next = await training.next()) yield { model: name, seed, share: next.value };
    const { model, parameters, tokens, encode } = next.value;
    const duration = seconds();
    const losses = heldOutLosses(model, text);
    checkLoss(name, mean([...losses]));
    if (seed === 1) await ports.keep?.(name, encode());
    trained.push({ parameters, tokens, seconds: duration, losses });
  }
  return trained;
}

function checkLoss(name: ComparedName, loss: number): void {
  if (Number.isFinite(loss)) return;
  throw new UserError(
    '{0}: the loss on the held-out text is {1}, because the states of the model grew without bound.',
    [name, String(loss)],
  );
}

function resultOf(
  model: ComparedName,
  trained: readonly MeasuredKind[],
  groups: readonly TokenGroups[],
): ComparedResult {
  const losses = trained.map(each => mean([...each.losses]));
  const interval = intervalOf(losses);
  const byToken = trained[0].losses.map((_, i) => mean(trained.map(each => each.losses[i])));
  return {
    model,
    parameters: mean(trained.map(each => each.parameters)),
    tokens: mean(trained.map(each => each.tokens)),
    seconds: mean(trained.map(each => each.seconds)),
    perplexity: perplexityOf(mean(losses)),
    ...(interval && { interval: { low: perplexityOf(interval.low), high: perplexityOf(interval.high) } }),
    ...groupFigures(groups, byToken),
  };
}

/**
 * Returns the loss of each held-out token in nats. Every model first reads the end of the training text, from its state
 * at the start of a text.
 */
function heldOutLosses(model: LanguageModel, { training, heldOut }: ComparisonText): Float64Array {
  const context = training.subarray(Math.max(0, training.length - CONTEXT));
  const ids = new Int32Array(context.length + heldOut.length);
  ids.set(context);
  ids.set(heldOut, context.length);
  const { logProbs } = model.score(model.start(), ids);
  return logProbs.subarray(context.length).map(logProb => 0 - logProb);
}
