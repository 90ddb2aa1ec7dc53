import type { RunText } from '../protocol/run';

/** The kind of shell for which command lines are quoted. The browser does not know the one of the user. */
export const shell = 'posix';

/** Returns the name of a run's text. In the browser, the text has no path that another program could use. */
export const textFile = async ({ name }: RunText, _folder: string): Promise<string> => name;
