import { basename } from 'node:path';
import { figuresOf } from '../../engine/api/figuresOf';
import { piecesOf } from '../../engine/data/numbering';
import type { OpenClozeModel } from '../../engine/model/clozeFile';
import { readCloze } from '../../engine/scoring/clozeReading';
import { scoreOf } from '../../engine/scoring/score';
import { UserError } from '../../protocol/userError';
import type { Call } from '../command/command';
import { UsageError } from '../command/usageError';
import { count, decimal, jsonLine, table } from '../format';
import { openText } from '../textFiles';
import { unreadableWarning } from '../unreadable';

/** Maximum number of UTF-16 units of a text that is scored from both sides: it is in memory as a whole. */
const LONGEST = 50_000_000;

/** The flags of `elman score` that need a language model. */
const onlyLanguageModels = ['labels', 'agreement'];

/** Scores a text with a cloze model and prints its figures, which are not those of a language model. */
export async function scoreCloze(
  call: Call,
  open: OpenClozeModel,
  { model, file }: { readonly model: string; readonly file: string },
): Promise<void> {
  const flag = onlyLanguageModels.find(name => call.flags.has(name));
  if (flag !== undefined)
    throw new UsageError(
      `--${flag} needs a language model, but this model predicts each token from both sides.`,
    );
  const text = textFrom(piecesOf(await openText(call, file, process.stderr), open.tokenizer), file);
  const score = scoreOf(open, readCloze(open, text), text, { start: 0, end: text.length, complete: true });
  const { unreadable, characters, charactersLeftOut } = score;
  process.stderr.write(unreadableWarning(unreadable, characters + charactersLeftOut));
  const { tokens, unknown, leftOut, perplexity, bitsPerCharacter, mostSurprising, ...sums } =
    figuresOf(score);
  const log10 = sums.log10Probability;
  process.stdout.write(
    call.flags.has('json')
      ? jsonLine({
          ...{
            model,
            iteration: open.iteration,
            bothSides: true,
            tokens,
            scored: score.scored,
            unknown,
            leftOut,
          },
          ...{ pseudoLog10Probability: log10, pseudoPerplexity: perplexity },
          ...{ pseudoBitsPerCharacter: bitsPerCharacter, mostSurprising },
        })
      : `file ${basename(file)}: each token is predicted from the tokens before and after it\n${table([
          ['tokens', count(tokens)],
          ['unknown', count(unknown)],
          ...(score.scored < tokens ? [['left out of the sums', count(tokens - score.scored)]] : []),
          ['log10 pseudo-probability', decimal(log10)],
          ['pseudo-perplexity per token', decimal(perplexity)],
          ['bits per character, from both sides', decimal(bitsPerCharacter, 3)],
        ])}These figures cannot be compared with those of a language model, which predicts each token only from the tokens before it.\n`,
  );
}

function textFrom(pieces: Iterator<string>, file: string): string {
  const parts: string[] = [];
  let length = 0;
  for (let next = pieces.next(); !next.done; next = pieces.next()) {
    length += next.value.length;
    if (length > LONGEST)
      throw new UserError(
        '"{0}" has more than {1} characters, the maximum for a text that is scored from both sides. Divide it.',
        [file, LONGEST],
      );
    parts.push(next.value);
  }
  return parts.join('');
}
