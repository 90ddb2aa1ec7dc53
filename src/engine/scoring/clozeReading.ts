import type { OpenClozeModel } from '../model/clozeFile';
import type { Distribution } from '../model/languageModel';
import { beforeFirst, idOf } from '../model/textIds';
import { type PredictedTokens, Tokens } from './tokens';

/** A text as a cloze model reads it. */
interface ClozeSequence {
  /** The ids of the tokens that have one, between two line ends if the vocabulary has a line end. */
  readonly ids: Int32Array;
  /** The index in `ids` of each token. -1 for a token without an id. */
  readonly places: Int32Array;
}

/**
 * The reading of a text by a cloze model: each token is predicted from the tokens before and after it. The text is
 * between two line ends, if the vocabulary has a line end; otherwise its first and last token have no probability.
 * Tokens without an id have none either and are skipped.
 */
export class ClozeReading implements PredictedTokens {
  readonly tokens = new Tokens();
  private readonly sequence: ClozeSequence;

  /** `complete`: whether the text ends here. */
  constructor(
    private readonly open: OpenClozeModel,
    text: string,
    complete: boolean,
  ) {
    const { model, tokenizer } = open;
    tokenizer.scan(text, complete, (symbol, from, to) => this.tokens.add(from, to, idOf(model, symbol)));
    this.sequence = this.sequenceOf();
  }

  /** Reads the whole text. Yields after each window of tokens, so that messages can be handled. */
  *read(): Generator<void, void, undefined> {
    const { ids, places } = this.sequence;
    const { logProbs, length } = this.tokens;
    const scores = new Float64Array(ids.length).fill(Number.NaN);
    yield* this.open.model.read(ids, (i, distribution) => {
      scores[i] = distribution[ids[i]];
    });
    for (let token = 0; token < length; token++)
      logProbs[token] = places[token] < 0 ? Number.NaN : scores[places[token]];
  }

  expectations(wanted: readonly number[], visit: (token: number, logProbs: Distribution) => void): void {
    const { ids, places } = this.sequence;
    const tokenAt = new Map(wanted.map(token => [places[token], token]));
    let missing = [...tokenAt.keys()].filter(place => place > 0 && place + 1 < ids.length).length;
    if (missing === 0) return;
    const reading = this.open.model.read(ids, (i, logProbs) => {
      const token = tokenAt.get(i);
      if (token === undefined) return;
      visit(token, logProbs);
      missing--;
    });
    for (const _window of reading) if (missing === 0) return;
  }

  private sequenceOf(): ClozeSequence {
    const { open, tokens } = this;
    const border = beforeFirst(open.model, open.tokenizer.lineEnd);
    const ids = new Int32Array(tokens.length + 2);
    const places = new Int32Array(tokens.length).fill(-1);
    let length = 0;
    if (border >= 0) ids[length++] = border;
    for (let token = 0; token < tokens.length; token++) {
      if (tokens.ids[token] < 0) continue;
      places[token] = length;
      ids[length++] = tokens.ids[token];
    }
    if (border >= 0) ids[length++] = border;
    return { ids: ids.subarray(0, length), places };
  }
}

/** Scores a whole text, given as one string. */
export function readCloze(open: OpenClozeModel, text: string): ClozeReading {
  const reading = new ClozeReading(open, text, true);
  for (const _window of reading.read());
  return reading;
}
