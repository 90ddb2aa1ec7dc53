import type { PhasePlan } from '../../protocol/sourceText';
import { UserError } from '../../protocol/userError';
import { concatenate } from '../core/concatenate';
import type { RunSource } from '../train/firstReading';
import type { Experiment } from './experiment';
import type { ExperimentPhase } from './phaseList';
import type { TextSource } from './textSource';

/** A text to train on, and the phases in which it is read. */
export interface PhasedSource extends RunSource {
  readonly phases?: readonly PhasePlan[];
}

type Texts = Pick<Experiment, 'texts' | 'phases'>;

/** Returns all texts of an experiment, each once: those of its conditions, then the others of its phases. */
export function textSourcesOf({ texts, phases }: Texts): readonly TextSource[] {
  const all = [...texts, ...phases.flatMap(({ text }) => text ?? [])];
  return [...new Map(all.map(text => [text.name, text])).values()];
}

/**
 * Opens the training text of the conditions whose text is `name`. With phases, the texts of all phases are
 * joined into one. `open` opens a single text. It is called once for each text.
 */
export async function openPhased(
  { texts, phases }: Texts,
  name: string,
  open: (text: TextSource) => Promise<RunSource>,
): Promise<PhasedSource> {
  const own = texts.find(text => text.name === name);
  if (!own) throw new Error(`no such text: ${name}`);
  if (phases.length === 0) return open(own);
  const opened = new Map<string, Promise<RunSource>>();
  for (const { text = own } of phases) if (!opened.has(text.name)) opened.set(text.name, open(text));
  const found = phases.map(({ text = own }) => opened.get(text.name) as Promise<RunSource>); // opened above
  return phasedText(phases, await Promise.all(found));
}

const LINE_END = 10;

/**
 * Joins the texts of the phases into one text. Each text occurs once, in the order in which the phases first
 * read them. Each text ends with a line end, so that no token extends across two texts. `texts` has one text
 * for each phase; several phases can have the same text.
 */
function phasedText(phases: readonly ExperimentPhase[], texts: readonly RunSource[]): PhasedSource {
  const parts: Uint8Array[] = [];
  const places = new Map<RunSource, Pick<PhasePlan, 'start' | 'end'>>();
  let length = 0;
  for (const text of new Set(texts)) {
    const bytes = withLineEnd(text);
    parts.push(bytes);
    places.set(text, { start: length, end: length + bytes.length });
    length += bytes.length;
  }
  const [first] = texts;
  return {
    name: parts.length === 1 ? first.name : [...new Set(texts)].map(({ name }) => name).join(', '),
    uri: parts.length === 1 ? first.uri : '',
    bytes: concatenate(Uint8Array, parts),
    phases: phases.map(({ epochs, resetEvery }, i) => ({
      ...(places.get(texts[i]) ?? { start: 0, end: length }),
      epochs,
      ...(resetEvery !== undefined && { resetEvery }),
    })),
  };
}

function withLineEnd({ name, bytes }: RunSource): Uint8Array {
  if (typeof bytes === 'function') throw new UserError('"{0}" is too large to be read in phases.', [name]);
  return bytes.at(-1) === LINE_END ? bytes : concatenate(Uint8Array, [bytes, Uint8Array.of(LINE_END)]);
}
