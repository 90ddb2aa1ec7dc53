import type { ModuleVariable } from '../wordVectors/exports';

/** The sizes that the caller sets (assembly/options.ts). */
export type RnnlmSize = 'hiddenSize' | 'compressedSize' | 'words' | 'classes' | 'steps' | 'keptSteps';

/** Names of the arrays whose addresses the caller sets. */
export const rnnlmArrays = [
  'input',
  'recurrent',
  'compression',
  'output',
  'before',
  'hidden',
  'compressed',
  'outputs',
  'outputErrors',
  'compressedErrors',
  'hiddenErrors',
  'outputChanges',
  'changes',
  'sums',
  'panelSums',
  'stepWords',
  'stepHidden',
  'stepErrors',
  'blockChanges',
  'blockBefore',
  'wordChanges',
  'wordSteps',
] as const;
export type RnnlmArray = (typeof rnnlmArrays)[number];

/**
 * The functions of the module for networks of the RNNLM toolkit. There is a build for each precision. Words are
 * numbers; -1 is an unknown word.
 */
export interface RnnlmExports extends Readonly<Record<RnnlmSize | RnnlmArray, ModuleVariable>> {
  /** Computes the hidden and the compression layer, h = σ(U[word] + W h') and g = σ(K h). */
  readWord(word: number): void;
  /** Computes the arguments of the softmax of the outputs from `from` to `to` - 1. */
  multiplyOutputs(from: number, to: number): void;
  /** Replaces these by their softmax. */
  softmaxOutputs(from: number, to: number): void;
  /**
   * Learns that the word `target` follows: changes the weights of all classes, of the words of its class
   * (`from` to `to` - 1), and the compression weights. Computes the errors of the hidden units.
   */
  learnOutputs(
    target: number,
    from: number,
    to: number,
    classIndex: number,
    rate: number,
    decay: number,
    cutoff: number,
  ): void;
  /** Changes the input and recurrent weights by the errors of the hidden units; `word` is the last one. */
  learnStep(word: number, rate: number, decay: number): void;
  /** The same by backpropagation through time. */
  learnBlock(rate: number, decay: number, cutoff: number): void;
  /** Adds a step with a word to the last steps. */
  addStep(word: number): void;
  /** Sets the hidden layer and the errors of this step to the current ones. */
  fillStep(): void;
  /** Makes all steps unknown words with hidden layers and errors of 0. */
  clearSteps(): void;
  /** Makes all steps ends of sentences. Their hidden layers and errors stay. */
  endSteps(): void;
  /** Clears everything except the most recent word and the two most recent hidden layers and errors. */
  forgetSteps(): void;
}
