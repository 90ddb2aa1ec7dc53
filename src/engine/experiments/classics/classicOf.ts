import { type Classic, classicFile } from '../../../common/classics/classic';
import { classics } from '../../../common/classics/classics';
import type { Experiment } from '../experiment';
import { readExperiment } from '../experimentFile';
import type { GeneratorName } from '../generators';
import { textSourcesOf } from '../phasedText';

/** A classic experiment that another experiment repeats, and the generator of its texts. */
export interface RepeatedClassic {
  readonly classic: Classic;
  readonly generator: GeneratorName;
}

type Texts = Pick<Experiment, 'texts' | 'phases'>;

/**
 * Returns the classic experiment that an experiment repeats, perhaps with other settings. Undefined if it reads a file, or
 * texts of several generators. Experiments with the same generator differ in their phases.
 */
export function classicOf(experiment: Texts): RepeatedClassic | undefined {
  const generator = generatorOf(experiment);
  if (generator === undefined) return undefined;
  const candidates = classics.flatMap(classic => {
    const own = readExperiment(classicFile(classic, text => text));
    return generatorOf(own) === generator ? [{ classic, regime: regimeOf(own) }] : [];
  });
  const regime = regimeOf(experiment);
  const found = candidates.find(each => each.regime === regime) ?? candidates[0];
  return { classic: found.classic, generator };
}

/** Returns the generator of all texts of an experiment. Undefined if there is not exactly one. */
function generatorOf(experiment: Texts): GeneratorName | undefined {
  const names = textSourcesOf(experiment).map(text => ('generator' in text ? text.generator : undefined));
  return new Set(names).size === 1 ? names[0] : undefined;
}

/** Returns what changes between phases: the memory, the text, or nothing. */
function regimeOf({ phases }: Texts): 'memory' | 'text' | 'none' {
  if (phases.some(({ resetEvery }) => resetEvery !== undefined)) return 'memory';
  return new Set(phases.map(({ text }) => text?.name)).size > 1 ? 'text' : 'none';
}
