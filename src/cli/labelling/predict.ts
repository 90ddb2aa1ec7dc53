import { inOneLine } from '../../common/labelFolder';
import { exp } from '../../engine/core/math';
import { decodeLines } from '../../engine/data/decode';
import { symbolsOf } from '../../engine/data/labelled/labelledTexts';
import { numberedLines } from '../../engine/data/labelled/numberedLines';
import { plainSentences } from '../../engine/data/labelled/taggedSentences';
import type { OpenLabelModel } from '../../engine/model/labelModel';
import { LabelReader } from '../../engine/model/labelReader';
import { mostLikely } from '../../engine/scoring/labels/labelFigures';
import type { Call } from '../command/command';
import { jsonLine } from '../format';
import { openText } from '../textFiles';
import { counted } from './readingText';

/** Number of texts that are read together. */
const BATCH = 16;

/** A text or sentence of which the labels are wanted. */
interface Wanted {
  readonly text: string;
  readonly symbols: readonly string[];
}

/** The predicted labels of a text: ln P of all labels, of each token if the model is a tagger. */
type Prediction = (wanted: Wanted, logProbs: Float64Array | undefined) => void;

/** Predicts a label for each line of a file, or with `--whole` for the whole file. Prints them as lines. */
export async function predictTexts(call: Call, model: OpenLabelModel, path: string): Promise<number> {
  const source = await openText(call, path);
  const isJson = call.flags.has('json');
  const write = (wanted: Wanted, logProbs: Float64Array | undefined) => {
    const best = logProbs && bestOf(model, logProbs, 0);
    if (isJson)
      process.stdout.write(
        jsonLine({ text: wanted.text, ...best, probabilities: logProbs && byLabel(model, logProbs) }),
      );
    else
      process.stdout.write(
        `${best?.label ?? '-'}\t${best ? best.probability.toFixed(4) : '-'}\t${wanted.text}\n`,
      );
  };
  predict(model, call.flags.has('whole') ? wholeText(model, source) : lines(model, source), write);
  return 0;
}

/** Predicts a tag for each token of a file with one token per line. Prints the tokens with their tags. */
export async function predictTags(call: Call, model: OpenLabelModel, path: string): Promise<number> {
  const source = await openText(call, path);
  const isJson = call.flags.has('json');
  predict(model, sentences(source), ({ symbols }, logProbs) => {
    // A sentence that is longer than the model reads has no tags after its beginning.
    const read = (logProbs?.length ?? 0) / model.labels.length;
    const tokens = symbols.map((token, t) => ({
      token,
      ...(logProbs && t < read && bestOf(model, logProbs, t)),
    }));
    if (isJson) process.stdout.write(jsonLine({ tokens }));
    else {
      const rows = tokens.map(
        ({ token, label = '-', probability }) => `${token}\t${label}\t${probability?.toFixed(4) ?? '-'}\n`,
      );
      process.stdout.write(`${rows.join('')}\n`);
    }
  });
  return 0;
}

type Source = Awaited<ReturnType<typeof openText>>;

function* lines({ tokenizer }: OpenLabelModel, source: Source): Generator<Wanted> {
  for (const { line } of numberedLines(source)) yield { text: line, symbols: symbolsOf(line, tokenizer) };
}

function* wholeText({ tokenizer }: OpenLabelModel, { bytes, name }: Source): Generator<Wanted> {
  const text = inOneLine([...decodeLines(bytes, name)].join(''));
  yield { text, symbols: symbolsOf(text, tokenizer) };
}

function* sentences(source: Source): Generator<Wanted> {
  for (const symbols of plainSentences(source)) yield { text: symbols.join(' '), symbols };
}

/**
 * Reads texts in batches and calls `each` for every text in order. A text without a token that the model knows has no
 * prediction. Reports on the standard error how many there were, and how many tokens were left out.
 */
function predict(model: OpenLabelModel, texts: Iterable<Wanted>, each: Prediction): void {
  const reader = new LabelReader(model.kernels, model.network, BATCH);
  const { longest } = model.settings.labels;
  const counts = { unknown: 0, withoutLabel: 0, cut: 0 };
  let waiting: { readonly wanted: Wanted; readonly tokens: readonly number[] }[] = [];
  const flush = () => {
    const known = waiting.filter(({ tokens }) => tokens.length > 0);
    const found = known.length > 0 ? reader.read(known) : [];
    let next = 0;
    for (const { wanted, tokens } of waiting) each(wanted, tokens.length > 0 ? found[next++] : undefined);
    waiting = [];
  };
  for (const wanted of texts) {
    const ids = wanted.symbols.map(symbol => model.vocabulary.id(symbol));
    const known = ids.filter(id => id >= 0);
    counts.unknown += ids.filter(id => id < 0 || id === model.vocabulary.unknown).length;
    counts.cut += Math.max(0, known.length - longest);
    if (known.length === 0) counts.withoutLabel++;
    waiting.push({ wanted, tokens: known.slice(0, longest) });
    if (waiting.length === BATCH) flush();
  }
  flush();
  report(counts);
}

function report({
  unknown,
  withoutLabel,
  cut,
}: {
  unknown: number;
  withoutLabel: number;
  cut: number;
}): void {
  const facts = [
    ...(unknown > 0
      ? [`Left out or unknown: ${counted(unknown, 'token')} outside of the model's vocabulary.`]
      : []),
    ...(withoutLabel > 0
      ? [`No label: ${counted(withoutLabel, 'text')} of which the model knows no token.`]
      : []),
    ...(cut > 0
      ? [`Left out: ${counted(cut, 'token')} beyond the maximum length of a text (--longest).`]
      : []),
  ];
  for (const fact of facts) process.stderr.write(`${fact}\n`);
}

/** Returns the most likely label of the prediction with this index. */
function bestOf({ labels }: OpenLabelModel, logProbs: Float64Array, index: number) {
  const K = labels.length;
  const best = mostLikely(logProbs, index * K, K);
  return { label: labels[best], probability: exp(logProbs[index * K + best]) };
}

const byLabel = ({ labels }: OpenLabelModel, logProbs: Float64Array) =>
  Object.fromEntries(labels.map((label, k) => [label, exp(logProbs[k])]));
