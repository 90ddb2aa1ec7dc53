import { decodeLines } from '../engine/data/decode';
import { linesIn } from '../engine/data/lines';
import { piecesOf } from '../engine/data/numbering';
import type { TextModel } from '../engine/model/openModel';
import { agreementOf } from '../engine/scoring/agreement';
import { errorsByLabel } from '../engine/scoring/surprisal/byLabel';
import { surprisalRows } from '../engine/scoring/surprisal/rows';
import { readAgreementPlaces } from '../export/surprisal/agreementPlaces';
import { readLabelledPlaces } from '../export/surprisal/labelledPlaces';
import type { Call } from './command/command';
import { commandFlag } from './command/flag';
import { readSource } from './files';
import { count, decimal, jsonLine, table } from './format';
import { openText, readWholeText } from './textFiles';

export const labelsFlag = commandFlag(
  'labels',
  'FILE',
  'Prints how well the tokens with each label are predicted. FILE is a table of the tokens (tab-separated, with the columns start, in code points, and label), as "elman generate" writes it. Columns: tokens, mean surprisal (bits), root mean square of 1 - P(token).',
);

export const agreementFlag = commandFlag(
  'agreement',
  'FILE',
  'Prints how often tokens that agree, such as verbs with their subjects, are more likely than those that do not. FILE is a table as "elman generate agreement --labels" writes it.',
);

/**
 * Returns, as text or as JSON, how often the model gives a token that agrees with another, such as the right
 * form of a verb, a higher probability than its rival, such as the wrong form.
 */
export async function agreementTable(
  call: Call,
  open: TextModel,
  file: string,
  places: string,
): Promise<string> {
  const groups = agreementOf(open, await readWholeText(call, file), [
    ...readAgreementPlaces(...(await linesOf(places))),
  ]);
  if (call.flags.has('json')) return jsonLine({ agreement: groups });
  const rows = groups.map(({ group, value, places, right }) => [
    ...[group, value, count(places), `${(100 * right).toFixed(1)} %`],
  ]);
  return table([['group', 'value', 'places', 'right'], ...rows]);
}

/** Returns a file's name and lines. */
export async function linesOf(file: string): Promise<[name: string, lines: readonly string[]]> {
  const { name, bytes } = await readSource(file);
  return [name, linesIn([...decodeLines(bytes, name)].join(''))];
}

/** Returns, as text or as JSON, the surprisal of labelled tokens under a model, averaged by label. */
export async function labelTable(call: Call, open: TextModel, file: string, labels: string): Promise<string> {
  const source = await openText(call, file);
  const places = readLabelledPlaces(...(await linesOf(labels)));
  const found = errorsByLabel(surprisalRows(open, piecesOf(source, open.tokenizer)), places);
  const errors = found.map(error => ({ ...error, surprisal: error.surprisal / Math.LN2 }));
  if (call.flags.has('json')) return jsonLine({ labels: errors });
  const rows = errors.map(({ label, tokens, surprisal, rms }) => [
    label,
    count(tokens),
    decimal(surprisal, 3),
    decimal(rms, 3),
  ]);
  return table([['label', 'tokens', 'bits', 'RMS'], ...rows]);
}
