import { formatFixed } from '../../engine/core/formatFixed';
import { generateWords } from '../../engine/families/rnnlm/generate';
import { type Hypothesis, scoreHypotheses } from '../../engine/families/rnnlm/nbest';
import type { RnnlmModel } from '../../engine/families/rnnlm/rnnlmModel';
import {
  perplexityFromLog10,
  type TestedWord,
  type TestTotals,
  testText,
} from '../../engine/families/rnnlm/test';
import { SENTENCE_END, scanTokens } from '../../engine/families/rnnlm/text/tokens';
import { encodeWords } from '../../engine/families/rnnlm/text/vocabulary';
import { ByteOutput } from './byteOutput';
import type { RnnlmOptions } from './options';
import { readModel, readProbabilities, readText } from './rnnlmFiles';

/**
 * The gradient cutoff in dynamic evaluation. As in the original RNNLM toolkit, `-gradient-cutoff` does not
 * change it.
 */
const DYNAMIC_CUTOFF = 15;

/** Tests a model as `rnnlm -test` does. */
export async function runTest(options: RnnlmOptions, testFile: string): Promise<void> {
  const model = await readModel(options);
  const ids = encodeWords(await readText(testFile, options), model.vocabulary.words);
  const otherFile = options.text('lm-prob');
  const others = otherFile === undefined ? undefined : await readProbabilities(otherFile, ids.length);
  const lambda = options.number('lambda');
  const rate = options.number('dynamic');
  const dynamic = rate > 0 ? { rate, decay: options.number('beta'), cutoff: DYNAMIC_CUTOFF } : undefined;
  const debug = options.number('debug');
  const output = new ByteOutput();
  if (debug > 1) output.print(headOf(others !== undefined));
  const list = (word: TestedWord) => output.print(lineOf(model, word, others !== undefined));
  const totals = testText(model, ids, { dynamic, others, lambda }, debug > 1 ? list : undefined);
  if (debug > 0) output.print(summaryOf(totals, others && lambda));
  output.flush();
}

function headOf(mixed: boolean): string {
  return mixed
    ? `Index   P(NET)          P(LM)           Word\n${'-'.repeat(50)}\n`
    : `Index   P(NET)          Word\n${'-'.repeat(34)}\n`;
}

function lineOf(model: RnnlmModel, { word, probability, other }: TestedWord, mixed: boolean): string {
  if (word < 0) return mixed ? '-1\t0\t\t0\t\tOOV\n' : '-1\t0\t\tOOV\n';
  const columns = [word, formatFixed(probability, 10), ...(mixed ? [formatFixed(other, 10)] : [])];
  return `${columns.join('\t')}\t${model.vocabulary.words[word]}\n`;
}

/**
 * Returns the summary of a test. `lambda` is the weight of this model in a mixture with the probabilities of
 * another model. Undefined if there is no other model.
 */
function summaryOf(totals: TestTotals, lambda: number | undefined): string {
  const { words, logProb, otherLogProb, mixedLogProb } = totals;
  const perplexity = (log: number) => formatFixed(perplexityFromLog10(log, words), 6);
  const lines = [`\ntest log probability: ${formatFixed(logProb, 6)}`];
  if (lambda !== undefined) {
    lines.push(
      `test log probability given by other lm: ${formatFixed(otherLogProb, 6)}`,
      `test log probability ${formatFixed(lambda, 6)}*rnn + ${formatFixed(1 - lambda, 6)}*other_lm: ${formatFixed(mixedLogProb, 6)}`,
    );
  }
  lines.push(`\nPPL net: ${perplexity(logProb)}`);
  if (lambda !== undefined) {
    lines.push(`PPL other: ${perplexity(otherLogProb)}`, `PPL combine: ${perplexity(mixedLogProb)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Scores an n-best list as `rnnlm -nbest -test` does. Prints one log10 probability per line. */
export async function runNbest(options: RnnlmOptions, testFile: string): Promise<void> {
  const model = await readModel(options);
  const hypotheses = readHypotheses(await readText(testFile, options), model.vocabulary.words);
  const otherFile = options.text('lm-prob');
  const lambda = otherFile === undefined ? undefined : options.number('lambda');
  const mixed = otherFile === undefined ? hypotheses : await withOthers(hypotheses, otherFile);
  const output = new ByteOutput();
  const totals = scoreHypotheses(model, mixed, lambda ?? 1, score =>
    output.print(`${formatFixed(score, 6)}\n`),
  );
  if (options.number('debug') > 0) output.print(summaryOf(totals, lambda));
  output.flush();
}

function readHypotheses(bytes: Uint8Array, words: readonly string[]): Hypothesis[] {
  const ids = new Map(words.map((word, id) => [word, id]));
  const hypotheses: Hypothesis[] = [];
  let utterance: string | undefined;
  let own: number[] = [];
  scanTokens(bytes, token => {
    if (utterance === undefined) {
      // Skips the end of a blank line: the utterance's id follows on a later line.
      if (token !== SENTENCE_END) utterance = token;
      return;
    }
    own.push(ids.get(token) ?? -1);
    if (token !== SENTENCE_END) return;
    hypotheses.push({ utterance, ids: Int32Array.from(own) });
    utterance = undefined;
    own = [];
  });
  return hypotheses;
}

async function withOthers(hypotheses: readonly Hypothesis[], file: string): Promise<Hypothesis[]> {
  const count = hypotheses.reduce((sum, { ids }) => sum + ids.length, 0);
  const all = await readProbabilities(file, count);
  let at = 0;
  return hypotheses.map(hypothesis => {
    const others = all.subarray(at, at + hypothesis.ids.length);
    at += hypothesis.ids.length;
    return { ...hypothesis, others };
  });
}

/** Writes `count` generated words as `rnnlm -gen` does. */
export async function runGenerate(options: RnnlmOptions, count: number): Promise<void> {
  const model = await readModel(options);
  const output = new ByteOutput();
  for (const word of generateWords(model, count, options.number('rand-seed'))) {
    output.print(word === 0 ? '\n' : `${model.vocabulary.words[word]} `);
  }
  output.flush();
}
