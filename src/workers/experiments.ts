import type { TextBytes } from '../engine/data/decode';
import { countConditions } from '../engine/experiments/designs';
import type { Experiment } from '../engine/experiments/experiment';
import { readExperiment } from '../engine/experiments/experimentFile';
import { ExperimentFileError } from '../engine/experiments/fileErrors';
import { generatedText } from '../engine/experiments/generators';
import { keyedId, plannedRuns, runKey } from '../engine/experiments/plan';
import type { TextSource } from '../engine/experiments/textSource';
import { textFingerprint } from '../engine/storage/digest';
import type {
  ExperimentCheck,
  ExperimentOutline,
  ExperimentPlan,
  ExperimentTexts,
} from '../protocol/experiment';
import type { SourceText } from '../protocol/trainer';
import { UserError } from '../protocol/userError';
import { newHash } from './ports';
import { openedText } from './trainer';

/**
 * Parses the source of an experiment's file. Returns the first error in the file, or the description of the
 * experiment. The other functions in this module throw an error in the file as a UserError.
 */
export function checkExperiment(source: string): ExperimentCheck {
  try {
    return { outline: outlineOf(readExperiment(source)) };
  } catch (error) {
    if (error instanceof ExperimentFileError) return { error: error.error };
    throw error;
  }
}

function outlineOf(experiment: Experiment): ExperimentOutline {
  const { name, texts, validationText, encoding, seeds, parallel, design, launch } = experiment;
  return {
    name,
    texts: texts.map(text => ({ name: text.name, ...('path' in text && { path: text.path }) })),
    ...(validationText !== undefined && { validationText }),
    ...(encoding !== undefined && { encoding }),
    conditions: countConditions(experiment),
    seeds: seeds.length * (design.folds ?? 1),
    parallel,
    launch: launch.kind,
  };
}

/**
 * Returns the runs of an experiment with their ids. Reads the experiment's texts, because the ids depend on
 * their content.
 */
export function planExperiment(source: string, { texts, validationText }: ExperimentTexts): ExperimentPlan {
  const experiment = readExperiment(source);
  if (experiment.phases.length > 0)
    throw new UserError('Only the command line trains in phases: elman experiment FILE.');
  const validation = validationText && digestOf(openedText(validationText).bytes);
  const digests = new Map(
    experiment.texts.map(text => {
      const opened = texts[text.name];
      const { bytes } = opened ? openedText(opened) : generatedSource(text);
      return [text.name, { text: digestOf(bytes), validationText: validation }];
    }),
  );
  const runs = plannedRuns(experiment).map(({ condition: { text }, settings }) => {
    const found = digests.get(text);
    if (!found) throw new Error(`a run without a text: ${text}`);
    return { id: keyedId(runKey(found, settings)), text, settings };
  });
  return { runs };
}

/** Generates the text that the experiment's file describes under this name. */
export function generateText(source: string, name: string): SourceText {
  const text = readExperiment(source).texts.find(each => each.name === name);
  if (!text) throw new Error(`no such text: ${name}`);
  return generatedSource(text);
}

function generatedSource(text: TextSource): SourceText {
  if ('path' in text) throw new Error(`the text ${text.name} was not opened`);
  const bytes = new TextEncoder().encode([...generatedText(text.generator, text.params)].join(''));
  return { name: `${text.generator}.txt`, uri: '', bytes };
}

const digestOf = (bytes: TextBytes) => textFingerprint(bytes, newHash);
