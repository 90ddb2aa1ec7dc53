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
import { groupTokens, type TokenGroups } from './groupTokens';
import { type MeasuredKind, resultOf } from './kindResult';
import { comparedKinds } from './kinds';

/** Number of tokens at the end of the training text that each model reads before the held-out text. */
const CONTEXT = 1000;

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
      results.push(yield* compareKind(model, { text, groups }, options, ports));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { template, args } = error;
      results.push({ model, reason: { template, args } });
    }
  }
  return results;
}

/** Trains the models of a kind. Stores the first one when the kind has a result, so that a refused kind leaves no file. */
async function* compareKind(
  name: ComparedName,
  { text, groups }: { readonly text: ComparisonText; readonly groups: readonly TokenGroups[] },
  { budget, seeds }: ComparisonOptions,
  ports: ComparisonPorts,
): AsyncGenerator<ComparisonProgress, ComparedResult> {
  const kind: ComparedKind = comparedKinds[name];
  const measured: MeasuredKind[] = [];
  let first: TrainedKind | undefined;
  for (let seed = 1; seed <= (kind.usesSeed ? seeds : 1); seed++) {
    const start = ports.now();
    const seconds = () => (ports.now() - start) / 1000;
    const isOver = () => budget.seconds !== undefined && seconds() >= budget.seconds;
    const training = kind.train({ text, budget, seed, ports, isOver });
    let next = await training.next();
    for (; !next.done; next = await training.next()) yield { model: name, seed, share: next.value };
    const { model, parameters, tokens } = next.value;
    const duration = seconds();
    measured.push({ parameters, tokens, seconds: duration, losses: heldOutLosses(model, text) });
    first ??= next.value;
  }
  const result = resultOf(name, measured, groups);
  if (first) await ports.keep?.(name, first.encode());
  return result;
}

/**
 * Returns the loss of each held-out token in nats. Every model first reads the end of the training text, from its state
 * at the start of a text.
 */
export function heldOutLosses(model: LanguageModel, { training, heldOut }: ComparisonText): Float64Array {
  const context = training.subarray(Math.max(0, training.length - CONTEXT));
  const ids = new Int32Array(context.length + heldOut.length);
  ids.set(context);
  ids.set(heldOut, context.length);
  const { logProbs } = model.score(model.start(), ids);
  return logProbs.subarray(context.length).map(logProb => 0 - logProb);
}
