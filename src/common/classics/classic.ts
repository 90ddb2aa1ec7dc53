import { experimentText } from '../experimentText';

/** A classic experiment. It is written to an ordinary experiment file. */
export interface Classic {
  /**
   * The name of the experiment's file, without the ending. Also the name by which the command line finds the
   * experiment.
   */
  readonly name: string;
  readonly title: string;
  /** Author and year of the paper. Lists of experiments are grouped by this text. */
  readonly source: string;
  /** What the paper reports. For a task that several papers use, what the task requires. */
  readonly reported: string;
  /** What was measured with this program, and which results of the paper it did not replicate. */
  readonly measured: string;
  /** The content of the experiment's file, without its version and name. */
  readonly file: Readonly<Record<string, unknown>>;
}

/**
 * Returns the content of an experiment's file: a comment that says what was reported and measured, with one
 * sentence per line, and the experiment. `translate` translates a text.
 */
export function classicFile(
  { title, source, reported, measured, file }: Classic,
  translate: (text: string) => string,
): string {
  const comments = [
    `${translate(title)} (${source})`,
    '',
    ...sentencesOf(translate(reported)),
    '',
    ...sentencesOf(translate(measured)),
  ];
  return experimentText({ version: 1, name: translate(title), ...file }, comments);
}

/** Splits a text in English or Japanese into its sentences. */
const sentencesOf = (text: string) => text.split(/(?<=\.) (?=[A-Z"])|(?<=。)/);
