import type { RunSettings } from '../../protocol/run';
import { configureCloze } from '../configuration/cloze';
import { configure } from '../configuration/configure';
import { configureLabels } from '../configuration/labels';
import { withLocale } from '../configuration/text';
import type { TaskOrNone } from '../configuration/trainingTask';
import { prepareCloze, readClozeTexts } from './cloze/prepareCloze';
import { FirstReading, type RunSource } from './firstReading';
import { prepareLabels } from './labels/prepareLabels';
import { readLabels } from './labels/readLabels';
import { phasedConfiguration, phasesIn } from './phases';
import type { SessionPorts } from './ports';
import { prepareTraining } from './prepareTraining';
import type { SessionParams } from './startSession';
import type { PreparedTraining } from './trainingParts';
import { readTexts } from './trainingTexts';

/** What a trial trains. `validationText` is undefined if there is no separate one. */
export interface TrialParams {
  readonly task?: TaskOrNone;
  readonly settings: RunSettings;
  readonly text: RunSource & Pick<SessionParams, 'phases'>;
  readonly validationText: RunSource | undefined;
}

/** A training that is tried out. `updates`: the number of updates of the whole training. */
export type Trial = PreparedTraining & { readonly updates: number };

/** Prepares a training that nothing is stored of. Throws a UserError for unsuitable settings or texts. */
export async function prepareTrial(ports: SessionPorts, params: TrialParams): Promise<Trial> {
  const { task, settings, text, validationText } = params;
  const reading = (source: RunSource) => new FirstReading(source, ports).text;
  const texts = [reading(text), validationText && reading(validationText)] as const;
  if (task === undefined) return languageTrial(ports, params, texts);
  if (task === 'cloze') {
    const configuration = withLocale(configureCloze(settings), text);
    const prepared = await prepareCloze(
      ports,
      configuration,
      'auto',
      readClozeTexts(configuration, ...texts),
    );
    return { ...prepared, updates: configuration['training.maxIterations'] };
  }
  const given = configureLabels(task, settings);
  const configuration = withLocale(given.configuration, text);
  const labels = { ...given, configuration };
  const prepared = await prepareLabels(ports, labels, 'auto', readLabels(labels, ...texts).data);
  return { ...prepared, updates: configuration['training.maxIterations'] };
}

async function languageTrial(
  ports: SessionPorts,
  { settings, text }: TrialParams,
  readable: readonly [FirstReading['text'], FirstReading['text'] | undefined],
): Promise<Trial> {
  const given = withLocale(configure(settings), text);
  const texts = readTexts(given, ...readable);
  const { training } = texts;
  const { phases } = text;
  const whole = phases
    ? phasedConfiguration(given, training, phasesIn(given, text, training, phases))
    : given;
  return {
    ...(await prepareTraining(ports, given, 'auto', texts)),
    updates: whole['training.maxIterations'],
  };
}
