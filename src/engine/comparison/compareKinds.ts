import { perplexityOf } from '../../common/perplexity';
import { intervalOf, mean } from '../../common/statistics';
import type { Message } from '../../protocol/message';
import { UserError } from '../../protocol/userError';
import type { LanguageModel } from '../model/languageModel';
import type { Budget, ComparedKind, ComparisonPorts, ComparisonText, TrainedKind } from './comparedKind';
import { type ComparedName, comparedKinds } from './kinds';

/** Number of tokens at the end of the training text that each model reads before the held-out text. */
const CONTEXT = 1000;

/** The result of a kind of model. All numbers are means over the seeds. */
export interface ComparedResult {
  readonly model: ComparedName;
  readonly parameters: number;
  /** Number of tokens read in training, of all passes. */
  readonly tokens: number;
  /** Duration of the training, in seconds. */
  readonly seconds: number;
  /** Perplexity per token of the held-out text, from the mean loss over the seeds. */
  readonly perplexity: number;
  /** The 95 % interval of the perplexity over the seeds. Missing for one seed and for kinds without a seed. */
  readonly interval?: { readonly low: number; readonly high: number };
}

/** A kind that could not be compared, and why. */
export interface RefusedKind {
  readonly model: ComparedName;
  readonly reason: Message;
}

export interface ComparisonOptions {
  readonly budget: Budget;
  readonly models: readonly ComparedName[];
  /** Number of seeds, from 1 on. */
  readonly seeds: number;
}

export interface ComparisonProgress {
  readonly model: ComparedName;
  /** Number of the seed, from 1. */
  readonly seed: number;
  /** Share of this training that is done; 0 if only time limits it. */
  readonly share: number;
}

/** Trains one model of each kind and seed, one after the other. Yields the progress and returns the results. */
export async function* compareKinds(
  text: ComparisonText,
  options: ComparisonOptions,
  ports: ComparisonPorts,
): AsyncGenerator<ComparisonProgress, (ComparedResult | RefusedKind)[]> {
  const results: (ComparedResult | RefusedKind)[] = [];
  for (const model of options.models) {
    try {
      results.push(yield* compareKind(model, text, options, ports));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      results.push({ model, reason: error });
    }
  }
  return results;
}

async function* compareKind(
  name: ComparedName,
  text: ComparisonText,
  { budget, seeds }: ComparisonOptions,
  ports: ComparisonPorts,
): AsyncGenerator<ComparisonProgress, ComparedResult> {
  const kind: ComparedKind = comparedKinds[name];
  const trained: (Omit<TrainedKind, 'model'> & { seconds: number; loss: number })[] = [];
  for (let seed = 1; seed <= (kind.usesSeed ? seeds : 1); seed++) {
    const start = ports.now();
    const seconds = () => (ports.now() - start) / 1000;
    const isOver = () => budget.seconds !== undefined && seconds() >= budget.seconds;
    const training = kind.train({ text, budget, seed, ports, isOver });
    let next = await training.next();
    for (; !next.done; next = await training.next()) yield { model: name, seed, share: next.value };
    const { model, parameters, tokens } = next.value;
    const duration = seconds();
    const loss = heldOutLoss(model, text);
    if (!Number.isFinite(loss)) {
      throw new UserError(
        '{0}: the loss on the held-out text is {1}, because the states of the model grew without bound.',
        [name, String(loss)],
      );
    }
    trained.push({ parameters, tokens, seconds: duration, loss });
  }
  const losses = trained.map(({ loss }) => loss);
  const interval = intervalOf(losses);
  return {
    model: name,
    parameters: mean(trained.map(each => each.parameters)),
    tokens: mean(trained.map(each => each.tokens)),
    seconds: mean(trained.map(each => each.seconds)),
    perplexity: perplexityOf(mean(losses)),
    ...(interval && { interval: { low: perplexityOf(interval.low), high: perplexityOf(interval.high) } }),
  };
}

/**
 * Returns the mean loss on the held-out text in nats per token. Every model first reads the end of the
 * training text, from its state at the start of a text.
 */
function heldOutLoss(model: LanguageModel, { training, heldOut }: ComparisonText): number {
  const context = training.subarray(Math.max(0, training.length - CONTEXT));
  const ids = new Int32Array(context.length + heldOut.length);
  ids.set(context);
  ids.set(heldOut, context.length);
  const { logProbs } = model.score(model.start(), ids);
  let sum = 0;
  for (let i = context.length; i < ids.length; i++) sum -= logProbs[i];
  return sum / heldOut.length;
}
