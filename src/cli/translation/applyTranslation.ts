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
import { beamOf } from './evaluateTranslation';
import { SourceCounts } from './sourceCounts';
import { type TranslatedLine, translatedLines } from './translatedLines';

/** Writes the target of each line of a file, its probability and the line. */
export async function applyTranslation(call: Call, model: OpenTranslation, path: string): Promise<number> {
  const picture = textFlag(call, 'picture');
  const needsWeights = picture !== undefined || call.flags.has('alignment');
  if (needsWeights && !model.network.attention)
    throw new UserError('This network was trained without attention, so it has no alignments.');
  if (picture !== undefined) await checkWritable(picture);
  const source = await openText(call, path);
  const counts = new SourceCounts(model.longest.source, model.settings.translation.longest);
  const textOf = call.flags.has('json') ? asJson : asText;
  const search = { beam: beamOf(call), alignments: needsWeights };
  let first: TranslatedLine | undefined;
  for (const line of translatedLines(model, source, search, counts)) {
    if (line.best) first ??= line;
    process.stdout.write(textOf(line, model, call.flags.has('alignment')));
  }
  for (const fact of counts.facts()) process.stderr.write(`${fact}\n`);
  if (picture !== undefined && first) await writeFile(picture, pictureOf(first, model));
  return 0;
}

/** Returns the symbols of the target of a line. */
const targetOf = ({ best }: TranslatedLine, { targets }: OpenTranslation): string[] =>
  best ? best.symbols.map(id => targets.symbols[id]) : [];

function asJson(line: TranslatedLine, model: OpenTranslation, withAlignment: boolean): string {
  const { text, read, best } = line;
  if (!best) return jsonLine({ source: text });
  const target = targetOf(line, model);
  return jsonLine({
    source: text,
    target: model.tokenizer.join(target),
    probability: exp(best.logProb),
    score: scoreOf(best),
    complete: best.isComplete,
    ...(withAlignment && {
      sourceSymbols: read,
      targetSymbols: target,
      alignment: best.alignment.map(weights => Array.from(weights)),
    }),
  });
}

function asText(line: TranslatedLine, model: OpenTranslation, withAlignment: boolean): string {
  const { text, read, best } = line;
  if (!best) return `-\t-\t${text}\n`;
  const target = targetOf(line, model);
  const row = `${model.tokenizer.join(target)}\t${exp(best.logProb).toFixed(4)}\t${text}\n`;
  return withAlignment ? `${row}\n${alignmentTable(read, target, best.alignment)}\n` : row;
}

const pictureOf = (line: TranslatedLine, model: OpenTranslation): string =>
  alignmentPicture({
    source: line.read,
    target: targetOf(line, model),
    weights: line.best?.alignment ?? [],
    end: END,
  });
