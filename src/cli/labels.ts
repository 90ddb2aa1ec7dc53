import { symbolBits } from '../engine/configuration/bits';
import { linesIn } from '../engine/data/lines';
import { piecesOf } from '../engine/data/numbering';
import type { TextModel } from '../engine/model/openModel';
import { agreementOf } from '../engine/scoring/agreement';
import { bitErrorsOf } from '../engine/scoring/bitErrors';
import { errorsByLabel } from '../engine/scoring/surprisal/byLabel';
import { surprisalRows } from '../engine/scoring/surprisal/rows';
import { readAgreementPlaces } from '../export/surprisal/agreementPlaces';
import { readLabelledPlaces } from '../export/surprisal/labelledPlaces';
import { readTokenLabels } from '../export/surprisal/tokenLabels';
import { type Call, textFlag } from './command/command';
import { commandFlag } from './command/flag';
import { readSource } from './files';
import { count, decimal, jsonLine, table } from './format';
import { openText, readWholeText } from './textFiles';
import { wholeText } from './wholeText';

export const labelsFlag = commandFlag(
  'labels',
  'FILE',
  'Prints how well the tokens with each label are predicted. FILE is a table of the tokens (tab-separated, with the columns start, in code points, and label), as "elman generate" writes it. Columns: tokens, mean surprisal (bits), root mean square of 1 - P(token).',
);

export const bitsFlag = commandFlag(
  'bits',
  'TABLE',
  'With --labels: prints the root mean square error of each bit instead. TABLE is the bits of the symbols, as for elman train: "b=101001 d=101101". A bit is predicted by the probability of all symbols that have it.',
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
    ...[group, value, count(places), `${(100 * right).toFixed(1)}%`],
  ]);
  return table([['group', 'value', 'places', 'right'], ...rows]);
}

/** Returns a file's name and lines. */
export async function linesOf(file: string): Promise<[name: string, lines: readonly string[]]> {
  const source = await readSource(file);
  return [source.name, linesIn(wholeText(source))];
}

/** Returns, as text or as JSON, the surprisal of labelled tokens under a model, averaged by label. */
export async function labelTable(call: Call, open: TextModel, file: string, labels: string): Promise<string> {
  const bits = textFlag(call, 'bits');
  if (bits !== undefined) return bitTable(call, open, { file, labels, bits });
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

interface BitTable {
  readonly file: string;
  readonly labels: string;
  readonly bits: string;
}

/** Returns, as text or as JSON, the error of each bit of the labelled symbols, by label. */
async function bitTable(call: Call, open: TextModel, { file, labels, bits }: BitTable): Promise<string> {
  const labelsOf = readTokenLabels(...(await linesOf(labels)));
  const groupOf = (symbol: string) => [...(labelsOf.get(symbol) ?? [])].join(', ');
  const code = symbolBits({ 'model.bits': bits });
  const found = [...bitErrorsOf(open, await readWholeText(call, file), code, groupOf)];
  if (call.flags.has('json'))
    return jsonLine({ labels: found.map(([label, errors]) => ({ label, ...errors })) });
  const head = ['label', 'tokens', ...Array.from({ length: code.size }, (_, k) => `bit ${k + 1}`), 'all'];
  const rows = found.map(([label, { tokens, bits, all }]) => [
    ...[label, count(tokens)],
    ...[...bits, all].map(each => decimal(each, 3)),
  ]);
  return table([head, ...rows]);
}
