import type { PairReading } from '../../engine/train/translation/readPairs';
import type { MissingPairs, PairsLeftOut } from '../../protocol/translationFigures';
import { count } from '../format';
import { counted } from '../labelling/readingText';

/** Returns what was read for a training and what was left out, one fact per line. */
export function pairsText({ data, leftOut, validationLeftOut }: PairReading): string {
  const { training, validation, sources, targets, missing } = data;
  const { source, target } = training.longest();
  const facts = [
    `${counted(training.count, 'pair')} to train on, ${count(validation?.count ?? 0)} to validate on`,
    `${counted(sources.size, 'symbol')} in sources, ${count(targets.size)} in targets`,
    `longest source ${count(source)}, longest target ${count(target)}`,
    ...pairsLeftOutFacts('pair', leftOut),
    ...(validationLeftOut ? pairsLeftOutFacts('validation pair', validationLeftOut) : []),
    ...missingFacts('validation pair', missing),
  ];
  return `${facts.join('\n')}\n`;
}

export function pairsLeftOutFacts(noun: string, leftOut: PairsLeftOut): string[] {
  const { emptyLines, emptySources, emptyTargets, tooLong } = leftOut;
  return [
    ...(emptyLines > 0 ? [`left out: ${counted(emptyLines, 'empty line')}`] : []),
    ...(emptySources > 0 ? [`left out: ${counted(emptySources, noun)} with an empty source`] : []),
    ...(emptyTargets > 0 ? [`left out: ${counted(emptyTargets, noun)} with an empty target`] : []),
    ...(tooLong > 0 ? [`left out: ${counted(tooLong, noun)} with too many symbols (--longest)`] : []),
  ];
}

export function missingFacts(
  noun: string,
  { unknownSymbols, unknownPairs, repeated }: MissingPairs,
): string[] {
  return [
    ...(unknownSymbols > 0
      ? [`${counted(unknownSymbols, 'unknown symbol')} in the sources of ${noun}s`]
      : []),
    ...(unknownPairs > 0
      ? [
          `left out: ${counted(unknownPairs, noun)} with an unknown symbol in the target, or no known one in the source`,
        ]
      : []),
    ...(repeated > 0 ? [`left out: ${counted(repeated, noun)} that the training pairs contain as well`] : []),
  ];
}
