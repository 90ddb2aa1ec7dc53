import { basename } from 'node:path';
import { figuresOf } from '../engine/api/figuresOf';
import { piecesOf } from '../engine/data/numbering';
import { isCloze } from '../engine/model/clozeFile';
import { scorePieces } from '../engine/scoring/scorePieces';
import { srilmLines, totalsOf } from '../engine/scoring/srilm';
import { filteredAlike } from '../engine/scoring/surprisal/commonTokenizer';
import { scoreCloze } from './cloze/scoreCloze';
import { type Call, type Command, operandsOf, textFlag } from './command/command';
import { jsonFlag } from './command/flag';
import { count, decimal, jsonLine, table } from './format';
import { agreementFlag, agreementTable, bitsFlag, labelsFlag, labelTable } from './labels';
import { arpaFlags, modelOperand, openIdentified, openToScore } from './openAny';
import { runsFlag } from './runs';
import { surprisalFlags, writeSurprisal } from './surprisal';
import { encodingFlag, filterFlag, openText, strayMarksFlag, withTextFlags } from './textFiles';
import { unreadableWarning } from './unreadable';

export const score: Command = {
  name: 'score',
  operands: 'MODEL... FILE',
  summary: 'Scores a text with a model.',
  notes: `MODEL is ${modelOperand}. FILE may be "-", the standard input. The first two lines are those of SRILM's ngram -ppl -unk. --tokens and --regions write a table instead, of one model or of several. A model of "elman cloze" gives a pseudo-perplexity instead. In a terminal, the command shows how much of a large text it has scored.`,
  flags: [
    encodingFlag,
    filterFlag,
    ...arpaFlags,
    strayMarksFlag,
    ...surprisalFlags,
    labelsFlag,
    bitsFlag,
    agreementFlag,
    runsFlag,
    jsonFlag,
  ],

  async run(call: Call) {
    if (call.flags.has('tokens') || call.flags.has('regions')) return writeTable(call);
    const [model, file] = operandsOf(call, ['MODEL', 'FILE']);
    const open = withTextFlags(call, await openToScore(call, model));
    if (isCloze(open)) {
      await scoreCloze(call, open, { model, file });
      return 0;
    }
    const labels = textFlag(call, 'labels');
    if (labels !== undefined) {
      process.stdout.write(await labelTable(call, open, file, labels));
      return 0;
    }
    const agreement = textFlag(call, 'agreement');
    if (agreement !== undefined) {
      process.stdout.write(await agreementTable(call, open, file, agreement));
      return 0;
    }
    const source = await openText(call, file, process.stderr);
    const sums = scorePieces(open, piecesOf(source, open.tokenizer));
    const { unreadable, characters, charactersLeftOut } = sums;
    process.stderr.write(unreadableWarning(unreadable, characters + charactersLeftOut));
    const { mostSurprising, ...figures } = figuresOf(sums);
    const json = { model, iteration: open.iteration, ...figures, mostSurprising };
    const lines = `file ${basename(file)}: ${srilmLines(totalsOf(sums))}\n\n${listing(figures)}`;
    process.stdout.write(call.flags.has('json') ? jsonLine(json) : lines);
    return 0;
  },
};

async function writeTable(call: Call): Promise<number> {
  const { operands } = call;
  // Throws a UsageError with the name of the missing argument.
  if (operands.length < 2) operandsOf(call, ['MODEL', 'FILE']);
  const models = [];
  const identities = [];
  for (const name of operands.slice(0, -1)) {
    const { open, identity } = await openIdentified(call, name);
    models.push({ name, open: withTextFlags(call, open) });
    identities.push(identity);
  }
  await writeSurprisal(call, filteredAlike(models), identities, operands[operands.length - 1]);
  return 0;
}

function listing(figures: Omit<ReturnType<typeof figuresOf>, 'mostSurprising'>): string {
  const { tokens, unknown, sentenceEnds, log10Probability, perplexity, perplexityWithoutEnds } = figures;
  const ends = sentenceEnds > 0;
  return table([
    ['tokens', count(tokens)],
    ['unknown', count(unknown)],
    ...(figures.leftOut > 0 ? [['unknown, left out of the sums', count(figures.leftOut)]] : []),
    ...(figures.zeroProbs > 0 ? [['probability 0, left out of the sums', count(figures.zeroProbs)]] : []),
    ...(figures.unreadable > 0 ? [['unreadable characters (U+FFFD)', count(figures.unreadable)]] : []),
    ...(ends ? [['sentence ends', count(sentenceEnds)]] : []),
    ['log10 probability', decimal(log10Probability)],
    ['perplexity', decimal(perplexity)],
    ...(ends ? [['perplexity without sentence ends', decimal(perplexityWithoutEnds)]] : []),
    ...(figures.unknown > figures.leftOut
      ? [['perplexity without unknown', decimal(figures.perplexityWithoutUnknown)]]
      : []),
    ['bits per character', decimal(figures.bitsPerCharacter, 3)],
  ]);
}
