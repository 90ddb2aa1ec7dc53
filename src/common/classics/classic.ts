import { experimentText } from '../experimentText';

/** A classic experiment, which is written as an ordinary file of an experiment. */
export interface Classic {
  /** The name of its file, without the ending, and of the command line's argument. */
  readonly name: string;
  readonly title: string;
  /** Author and year, under which lists group the experiments. */
  readonly source: string;
  /** What the paper reports; for a task of several papers, what the task asks. */
  readonly reported: string;
  /** What was measured with this program, and what it did not replicate. */
  readonly measured: string;
  /** The content of the file, without its version and name. */
  readonly file: Readonly<Record<string, unknown>>;
}

/**
 * Returns the file of a classic experiment: a comment with what was reported and measured, one sentence per line, and
 * the experiment. `translate`: translates a text.
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

/** Splits a text after its sentences, in English or Japanese. */
const sentencesOf = (text: string) => text.split(/(?<=\.) (?=[A-Z"])|(?<=。)/);
