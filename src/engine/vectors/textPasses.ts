import type { TokenIds } from '../data/idList';
import type { IdSource } from '../data/storedIds';
import type { ModuleVariable } from '../kernels/wordVectors/exports';
import type { TrainingPosition, VectorProgress } from './vectorTraining';

/** The variables of a WebAssembly module that change while it reads a text. */
export interface ReadingVariables {
  /** As in `VectorExports`. */
  readonly passed: ModuleVariable;
  readonly changed: ModuleVariable;
  readonly counted: ModuleVariable;
  readonly rate: ModuleVariable;
  /** The state of the random generator. */
  readonly random: { value: bigint };
}

/** Trains on the pieces of a text. */
export interface PieceTrainer {
  /** Maximum number of words of a piece. */
  readonly piece: number;
  /** Trains on a piece. Returns the mean loss, and whether the pass has had all of its words. */
  train(ids: TokenIds): { readonly isOver: boolean; readonly loss: number | undefined };
  /** Called at the end of each pass. */
  endPass(): void;
}

/** Reads a text pass by pass and piece by piece. Its position can be stored and restored. */
export class TextPasses {
  private pass = 0;
  private at = 0; // index of the next word in the text
  private loss: number | undefined;

  /** `words`: number of words in a pass, which is the sum of all counts in the vocabulary. */
  constructor(
    private readonly variables: ReadingVariables,
    private readonly length: { readonly words: number; readonly passes: number },
  ) {}

  get progress(): VectorProgress {
    const { length, loss, pass, variables } = this;
    const words = pass * length.words + variables.passed.value;
    return { words, allWords: length.passes * length.words, rate: variables.rate.value, loss };
  }

  /**
   * Trains to the end. Yields after each piece. A pass ends when it has had all of its words. Words after the
   * last sentence end are left out.
   */
  *run(ids: IdSource, trainer: PieceTrainer): Generator<void> {
    while (this.pass < this.length.passes) {
      yield* this.runPass(ids, trainer);
      trainer.endPass();
      this.pass++;
      this.at = 0;
    }
  }

  position(): TrainingPosition {
    const { passed, changed, counted, rate, random } = this.variables;
    return {
      pass: this.pass,
      at: this.at,
      passed: passed.value,
      changed: changed.value,
      counted: counted.value,
      rate: rate.value,
      random: BigInt.asUintN(64, random.value).toString(),
    };
  }

  restore({ pass, at, passed, changed, counted, rate, random }: TrainingPosition): void {
    this.pass = pass;
    this.at = at;
    const { variables } = this;
    variables.passed.value = passed;
    variables.changed.value = changed;
    variables.counted.value = counted;
    variables.rate.value = rate;
    variables.random.value = BigInt(random);
  }

  private *runPass(ids: IdSource, trainer: PieceTrainer): Generator<void> {
    while (this.at < ids.length) {
      const part = ids.subarray(this.at, this.at + trainer.piece);
      const { isOver, loss } = trainer.train(part);
      this.at += part.length;
      this.loss = loss;
      if (isOver) return;
      yield;
    }
  }
}
