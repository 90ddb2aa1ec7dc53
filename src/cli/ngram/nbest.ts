import type { Tokenizer } from '../../engine/data/tokenizer';
import { scoreSentence } from '../../engine/families/ngram/evaluate';
import type { LanguageModel } from '../../engine/model/languageModel';
import { general } from '../../engine/scoring/srilm';
import { UserError } from '../../protocol/userError';
import { type Call, numberFlag, textFlag } from '../command/command';
import { readWholeText } from '../textFiles';

/**
 * A hypothesis of a speech recognizer. `acoustic` and `language` are the log10 probabilities that its
 * acoustic model and its language model gave the hypothesis.
 */
interface Hypothesis {
  readonly acoustic: number;
  readonly language: number;
  readonly words: readonly string[];
}

/**
 * Prints lists of hypotheses with their scores under this language model, in the format of SRILM's -rescore
 * or -nbest.
 */
export async function rescore(
  call: Call,
  model: LanguageModel,
  tokenizer: Tokenizer,
  print: (line: string) => void,
): Promise<void> {
  const [stream, ranked] = [textFlag(call, 'rescore'), textFlag(call, 'nbest')];
  const isUnknownScored = call.flags.has('unk');
  const read = async (path: string) =>
    (await readHypotheses(call, path)).map(each => {
      const { logProb } = scoreSentence({ model, tokenizer }, each.words.join(' '), isUnknownScored).tally;
      return { ...each, language: logProb };
    });
  const hypotheses = stream === undefined ? [] : await read(stream);
  if (ranked !== undefined) hypotheses.push(...bestFirst(call, await read(ranked)));
  for (const { acoustic, language, words } of hypotheses) {
    print(`${[general(acoustic), general(language), words.length, ...words].join(' ')}\n`);
  }
}

function bestFirst(call: Call, hypotheses: readonly Hypothesis[]): Hypothesis[] {
  const [byModel, byWord] = [numberFlag(call, 'rescore-lmw') ?? 8, numberFlag(call, 'rescore-wtw') ?? 0];
  const score = ({ acoustic, language, words }: Hypothesis) =>
    acoustic + byModel * language + byWord * words.length;
  return [...hypotheses].sort((a, b) => score(b) - score(a));
}

async function readHypotheses(call: Call, path: string): Promise<Hypothesis[]> {
  const hypotheses: Hypothesis[] = [];
  for (const [i, line] of (await readWholeText(call, path)).split('\n').entries()) {
    const [acoustic, language, count, ...words] = line.match(/\S+/g) ?? [];
    if (acoustic === undefined) continue;
    const hypothesis = { acoustic: Number(acoustic), language: Number(language), words };
    if (![hypothesis.acoustic, hypothesis.language, Number(count)].every(Number.isFinite)) {
      throw new UserError(
        'Line {1} of "{0}" is {2}, but a hypothesis was expected: two log10 probabilities, the number of words, and the words.',
        [path, i + 1, JSON.stringify(line.slice(0, 60))],
      );
    }
    hypotheses.push(hypothesis);
  }
  return hypotheses;
}
