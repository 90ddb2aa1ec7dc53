import { exp } from '../../engine/core/math';
import { scoreOf } from '../../engine/model/beamSearch';
import type { OpenTranslation } from '../../engine/model/translationModel';
import { alignmentPicture } from '../../export/alignmentPicture';
import { UserError } from '../../protocol/userError';
import { type Call, textFlag } from '../command/command';
import { checkWritable, writeFile } from '../files';
import { jsonLine } from '../format';
import { openText } from '../textFiles';
import { alignmentTable, END } from './alignmentTable';
import { SourceCounts } from './sourceCounts';
import { searchOf } from './targetSearch';
import { type TranslatedLine, translatedLines } from './translatedLines';

/** Writes the target of each line of a file, or samples of it, with their probabilities and the line. */
export async function applyTranslation(call: Call, model: OpenTranslation, path: string): Promise<number> {
  const picture = textFlag(call, 'picture');
  const needsWeights = picture !== undefined || call.flags.has('alignment');
  if (needsWeights && !model.network.attention)
    throw new UserError('This network was trained without attention, so it has no alignments.');
  if (picture !== undefined) await checkWritable(picture);
  const source = await openText(call, path);
  const counts = new SourceCounts(model.longest.source, model.settings.translation.longest);
  const textOf = call.flags.has('json') ? asJson : asText;
  const search = { ...searchOf(call), alignments: needsWeights };
  let first: TranslatedLine | undefined;
  for (const line of translatedLines(model, source, search, counts)) {
    if (line.target) first ??= line;
    process.stdout.write(textOf(line, model, call.flags.has('alignment')));
  }
  for (const fact of counts.facts()) process.stderr.write(`${fact}\n`);
  if (picture !== undefined && first) await writeFile(picture, pictureOf(first, model));
  return 0;
}

/** Returns the symbols of the target of a line. */
const symbolsOf = ({ target }: TranslatedLine, { targets }: OpenTranslation): string[] =>
  target ? target.symbols.map(id => targets.symbols[id]) : [];

function asJson(line: TranslatedLine, model: OpenTranslation, withAlignment: boolean): string {
  const { text, read, target: found } = line;
  if (!found) return jsonLine({ source: text });
  const target = symbolsOf(line, model);
  return jsonLine({
    source: text,
    target: model.tokenizer.join(target),
    probability: exp(found.logProb),
    score: scoreOf(found),
    complete: found.isComplete,
    ...(withAlignment && {
      sourceSymbols: read,
      targetSymbols: target,
      alignment: found.alignment.map(weights => Array.from(weights)),
    }),
  });
}

function asText(line: TranslatedLine, model: OpenTranslation, withAlignment: boolean): string {
  const { text, read, target: found } = line;
  if (!found) return `-\t-\t${text}\n`;
  const target = symbolsOf(line, model);
  const row = `${model.tokenizer.join(target)}\t${probabilityText(exp(found.logProb))}\t${text}\n`;
  return withAlignment ? `${row}\n${alignmentTable(read, target, found.alignment)}\n` : row;
}

/** Returns a probability in four decimals or, if all of them are 0, as a power of ten. */
const probabilityText = (p: number) => (p >= 0.0001 || p === 0 ? p.toFixed(4) : p.toExponential(1));

const pictureOf = (line: TranslatedLine, model: OpenTranslation): string =>
  alignmentPicture({
    source: line.read,
    target: symbolsOf(line, model),
    weights: line.target?.alignment ?? [],
    end: END,
  });
