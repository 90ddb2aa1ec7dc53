import { exp } from '../../engine/core/math';
import { symbolsOf } from '../../engine/data/labelled/labelledTexts';
import { numberedLines } from '../../engine/data/labelled/numberedLines';
import { encodeSource } from '../../engine/data/pairs/pairData';
import { scoreOf, type TargetHypothesis } from '../../engine/model/beamSearch';
import type { OpenTranslation } from '../../engine/model/translationModel';
import { TranslationReader } from '../../engine/model/translationReader';
import { UserError } from '../../protocol/userError';
import type { Call } from '../command/command';
import { jsonLine } from '../format';
import { openText } from '../textFiles';
import { alignmentTable } from './alignmentTable';
import { beamOf, sourcesPerBatch } from './evaluateTranslation';
import { SourceCounts } from './sourceCounts';

/** A line of which the target is wanted. */
interface WantedLine {
  readonly text: string;
  /** The symbols that the network reads, and their ids. Empty for a line that it cannot read. */
  readonly read: readonly string[];
  readonly ids: readonly number[];
}

/** Writes the target of each line of a file, its probability and the line. */
export async function applyTranslation(call: Call, model: OpenTranslation, path: string): Promise<number> {
  if (call.flags.has('alignment') && !model.network.attention)
    throw new UserError('This network was trained without attention, so it has no alignments.');
  const source = await openText(call, path);
  const beam = beamOf(call);
  const size = sourcesPerBatch(beam);
  const reader = new TranslationReader(model.kernels, model.network, {
    sources: size,
    beam,
    longestTarget: model.longest.target,
  });
  const print = printer(call, model);
  const counts = new SourceCounts(model.longest.source, model.settings.translation.longest);
  let waiting: WantedLine[] = [];
  const flush = () => {
    const known = waiting.filter(({ ids }) => ids.length > 0);
    const found = known.length > 0 ? reader.translate(known.map(({ ids }) => ids)) : [];
    for (const line of waiting) {
      const [best] = found[known.indexOf(line)] ?? [];
      if (best && !best.isComplete) counts.endless++;
      print(line, best);
    }
    waiting = [];
  };
  for (const { line: text } of numberedLines(source)) {
    const encoded = encodeSource(symbolsOf(text, model.tokenizer), model.sources);
    const isRead = counts.add(encoded);
    waiting.push(isRead ? { text, ...encoded } : { text, read: [], ids: [] });
    if (waiting.length === size) flush();
  }
  flush();
  for (const fact of counts.facts()) process.stderr.write(`${fact}\n`);
  return 0;
}

/** Returns a function that prints a line and its target, which is missing if the network cannot read the line. */
function printer(call: Call, { targets, tokenizer }: OpenTranslation) {
  const withAlignment = call.flags.has('alignment');
  const symbolsIn = ({ symbols }: TargetHypothesis) => symbols.map(id => targets.symbols[id]);
  const asJson = ({ text, read }: WantedLine, best: TargetHypothesis | undefined) => {
    if (!best) return { source: text };
    const target = symbolsIn(best);
    return {
      source: text,
      target: tokenizer.join(target),
      probability: exp(best.logProb),
      score: scoreOf(best),
      complete: best.isComplete,
      ...(withAlignment && {
        sourceSymbols: read,
        targetSymbols: target,
        alignment: best.alignment.map(weights => Array.from(weights)),
      }),
    };
  };
  const asText = ({ text, read }: WantedLine, best: TargetHypothesis | undefined) => {
    if (!best) return `-\t-\t${text}\n`;
    const target = symbolsIn(best);
    const row = `${tokenizer.join(target)}\t${exp(best.logProb).toFixed(4)}\t${text}\n`;
    return withAlignment ? `${row}\n${alignmentTable(read, target, best.alignment)}\n` : row;
  };
  return (line: WantedLine, best: TargetHypothesis | undefined) =>
    process.stdout.write(call.flags.has('json') ? jsonLine(asJson(line, best)) : asText(line, best));
}
