import { type Budget, USUAL_TOKENS } from '../../protocol/kindsComparison';
import type { RunSettings } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { gated } from '../../settings/presetBases';
import { type Configuration, settings } from '../../settings/settings';
import { configure } from '../configuration/configure';
import { shapeOf, textNeeds } from '../configuration/network';
import { textSettingsOf } from '../configuration/text';
import { PlanningArena } from '../core/planningArena';
import { checkCorpus } from '../data/checkTexts';
import { RecurrentModel } from '../model/recurrentModel';
import { createWeights, type NetworkWeights } from '../nn/network';
import { Trainer } from '../train/trainer';
import { failureAfter } from '../train/trainingFailure';
import type { ComparedKind, KindTraining, TrainedKind } from './comparedKind';
import { largestWithin } from './largestWithin';
import { tooSmall } from './tooSmall';

/** The settings that all networks share: those of the LSTM preset, with several streams. */
const SHARED: RunSettings = { ...gated, 'training.batch': 4, 'training.sequenceLength': 32 };
const hiddenUnits = settings['model.hidden'];
/** Number of updates in a slice of work. */
const SLICE = 20;

/** A network with these settings. `name` is its name in messages. Its number of hidden units is a multiple of `unit`. */
export function networkKind(name: string, own: RunSettings, unit = 1): ComparedKind {
  return {
    usesSeed: true,
    async *train({ text, budget, seed, ports, isOver }: KindTraining): AsyncGenerator<number, TrainedKind> {
      const { vocabulary, training, name: textName } = text;
      const configuration = configurationFor({ name, own, unit }, text, budget, seed);
      const corpus = { vocabulary, ids: training };
      checkCorpus(corpus, textName, textNeeds(configuration));
      const kernels = await ports.kernels();
      const trainer = new Trainer(kernels, corpus, configuration);
      const updates = updatesOf(budget, trainer.tokensPerStep);
      while (trainer.iteration < updates && !isOver()) {
        const { loss } = trainer.step(false);
        if (failureAfter(trainer, loss)) {
          throw new UserError('{0}: the loss exploded at iteration {1}, so the model cannot be compared.', [
            name,
            trainer.iteration,
          ]);
        }
        if (trainer.iteration % SLICE === 0) yield trainer.iteration / updates;
      }
      return {
        model: new RecurrentModel(kernels, trainer.model, vocabulary),
        parameters: sizeOf(trainer.model),
        tokens: trainer.iteration * trainer.tokensPerStep,
        encode: () => ({ ending: 'safetensors', pieces: [trainer.weights()] }),
      };
    },
  };
}

/** Without a limit of tokens, the number of updates only shows the progress of a training that time ends. */
function updatesOf({ tokens, seconds }: Budget, tokensPerStep: number): number {
  if (tokens === undefined && seconds !== undefined) return Number.POSITIVE_INFINITY;
  return Math.max(1, Math.floor((tokens ?? USUAL_TOKENS) / tokensPerStep));
}

function configurationFor(
  { name, own, unit }: { readonly name: string; readonly own: RunSettings; readonly unit: number },
  { configuration, vocabulary }: KindTraining['text'],
  { parameters }: Budget,
  seed: number,
): Configuration {
  const chosen = { ...SHARED, ...own, ...textSettingsOf(configuration), 'training.seed': seed };
  if (parameters === undefined) return configure(chosen);
  // Plans the network without allocating memory for it.
  const cost = (units: number) => {
    const shape = shapeOf(configure({ ...chosen, 'model.hidden': units * unit }), vocabulary.size);
    return sizeOf(createWeights(new PlanningArena(), shape));
  };
  const units = largestWithin(parameters, Math.floor(hiddenUnits.maximum / unit), cost);
  if (units === undefined) throw tooSmall(name, parameters, cost(1));
  return configure({ ...chosen, 'model.hidden': units * unit });
}

/** Returns the number of learned parameters. */
function sizeOf({ learned }: Pick<NetworkWeights, 'learned'>): number {
  return learned.reduce((sum, { value }) => sum + value.rows * value.columns, 0);
}
