/** The values of settings that a cloze model cannot change: others need a network that predicts the next token. */
export const fixedForCloze = {
  'model.output': 'softmax',
  'model.normalisation': 'none',
  'model.compression': 0,
  'model.direct': 0,
  'model.bits': '',
  'model.input': 'token',
  'training.bptt': 0,
  'training.resetEvery': '',
  'training.windows': 'consecutive',
} as const;

/** Settings of samples, and of parts that a network that reads in both directions does not have. */
const unused =
  /^(snapshot\.(sample|interval)|model\.(classes|noise|scoring|plan|directOrder|stateDecay|heads|position))/;

/** Returns whether a setting of runs has an effect on a cloze model. */
export const isUsedByCloze = (name: string): boolean =>
  !Object.hasOwn(fixedForCloze, name) && !unused.test(name);
