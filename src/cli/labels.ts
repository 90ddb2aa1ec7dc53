import { decodeLines } from '../engine/data/decode';
import { linesIn } from '../engine/data/lines';
import { piecesOf } from '../engine/data/numbering';
import type { TextModel } from '../engine/model/openModel';
import { errorsByLabel } from '../engine/scoring/surprisal/byLabel';
import { surprisalRows } from '../engine/scoring/surprisal/rows';
import { readLabelledPlaces } from '../export/surprisal/labelledPlaces';
import type { Call } from './command/command';
import { commandFlag } from './command/flag';
import { readSource } from './files';
import { count, decimal, jsonLine, table } from './format';
import { openText } from './textFiles';

export const labelsFlag = commandFlag(
  'labels',
  'FILE',
  'Prints how well the tokens with each label are predicted. FILE is a table of the tokens (tab-separated, with the columns start, in code points, and label), as "elman generate" writes it. Columns: tokens, mean surprisal (bits), root mean square of 1 - P(token).',
);

/** Returns the errors of a model for each label, as text or JSON. */
export async function labelTable(call: Call, open: TextModel, file: string, labels: string): Promise<string> {
  const source = await openText(call, file);
  const { name, bytes } = await readSource(labels);
  const places = readLabelledPlaces(name, linesIn([...decodeLines(bytes, name)].join('')));
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
