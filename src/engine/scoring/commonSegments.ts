/** Tokens of a text with the natural logarithms of their probabilities. */
export interface TokenProbabilities {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly logProbs: Float64Array;
}

/** Pieces of a text that are made of whole tokens of two models, with the logarithm of each piece's probability. */
export interface CommonSegments extends TokenProbabilities {
  /** The logarithms under the second model. */
  readonly others: Float64Array;
}

/**
 * Divides a text into the shortest pieces that end with a token of both models: the tokens themselves if both models
 * split the text alike, and the words if one model reads letters. Tokens after the last common end are left out.
 */
export function commonSegments(text: string, a: TokenProbabilities, b: TokenProbabilities): CommonSegments {
  const [starts, ends, logProbs, others]: number[][] = [[], [], [], []];
  let [i, j, first] = [0, 0, 0];
  // One of the models may begin with a token that the other one has read in part.
  let isWhole = isBlankBetween(text, a.starts[0], b.starts[0]);
  let [sumA, sumB] = [0, 0];
  while (i < a.ends.length && j < b.ends.length) {
    const end = Math.max(a.ends[i], b.ends[j]);
    // Tokens such as the end of a sentence may have no width, so several tokens can have the same end.
    for (; i < a.ends.length && a.ends[i] <= end; i++) sumA += a.logProbs[i];
    for (; j < b.ends.length && b.ends[j] <= end; j++) sumB += b.logProbs[j];
    if (a.ends[i - 1] !== b.ends[j - 1]) continue;
    starts.push(a.starts[first]);
    ends.push(end);
    logProbs.push(isWhole ? sumA : Number.NaN);
    others.push(isWhole ? sumB : Number.NaN);
    [first, sumA, sumB, isWhole] = [i, 0, 0, true];
  }
  return {
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    logProbs: Float64Array.from(logProbs),
    others: Float64Array.from(others),
  };
}

const isBlankBetween = (text: string, a: number, b: number) =>
  text.slice(Math.min(a, b), Math.max(a, b)).trim() === '';
