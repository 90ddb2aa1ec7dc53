import { cbow, keeps, negative, passWords, window } from '../../wordVectors/assembly/options';
import { draw, random, setRandom, share } from '../../wordVectors/assembly/random';
import { changeRate, countWord, endOfPass, passed, rate } from '../../wordVectors/assembly/rate';
import { jobs, sentence, text } from './options';

// Planning reads the text in word2vec's order and draws its random numbers. It leaves out words, chooses the
// windows, and notes the state of the generator before the negative samples of each position. So threads can
// train on different positions with word2vec's numbers.

const LONGEST: u32 = 1000;
const END: u32 = 0;

/** Number of words of the current sentence. */
export let length: u32 = 0;
/** The state of the generator after all that has been planned. */
export let planned: u64 = 0;
/** Number of planned positions. */
let count: u32 = 0;
let words: u32 = 0; // number of words in `text`
/** The generator's state x becomes factor * x + summand with the negative samples of one prediction. */
let factor: u64 = 1;
let summand: u64 = 0;

/** A position to train: the state of the generator, its word, its context in `text`, and the learning rate. */
@unmanaged
class Job {
  random: u64 = 0;
  at: u32 = 0;
  first: u32 = 0;
  end: u32 = 0;
  rate: f32 = 0;
}
const JOB: usize = 24;

@inline
export function jobAt(index: u32): Job {
  return changetype<Job>(jobs + JOB * <usize>index);
}

/** Prepares planning. Called when all options are set. */
export function startPlan(): void {
  factor = 1;
  summand = 0;
  for (let i: u32 = 0; i < negative; i++) {
    factor *= 25214903917;
    summand = summand * 25214903917 + 11;
  }
}

/** True if the pass had all of its words. */
export let isOver: bool = false;

/** Plans the training on the word ids (32 bits each) in a range of addresses. Returns the number of positions. */
export function plan(from: usize, to: usize): u32 {
  setRandom(planned);
  count = 0;
  words = 0;
  isOver = false;
  for (; from < to && !isOver; from += 4) readWord(load<u32>(from));
  planned = random;
  return count;
}

@inline
function readWord(word: u32): void {
  countWord();
  if (word != END) {
    if (keeps != 0 && load<f32>(keeps + 4 * <usize>word) < share(draw())) return;
    store<u32>(sentence + 4 * <usize>length, word);
    if (++length < LONGEST) return;
  }
  isOver = passed > passWords;
  if (isOver) return;
  planSentence();
  length = 0;
}

function planSentence(): void {
  memory.copy(text + 4 * <usize>words, sentence, 4 * <usize>length);
  for (let position: u32 = 0; position == 0 || position < length; position++) {
    if (position > 0) changeRate();
    const omitted = <u32>(draw() % window);
    if (length > 0) planWord(position, window - omitted);
  }
  words += length;
  changeRate();
}

@inline
function planWord(position: u32, reach: u32): void {
  const first = position > reach ? position - reach : 0;
  const end = min(position + reach + 1, length);
  const context = end - first - 1;
  if (context == 0) return;
  const job = jobAt(count++);
  job.random = random;
  job.at = words + position;
  job.first = words + first;
  job.end = words + end;
  job.rate = rate;
  for (let i: u32 = cbow ? context - 1 : 0; i < context; i++) setRandom(factor * random + summand);
}

export function endPass(): void {
  endOfPass();
  length = 0;
}
