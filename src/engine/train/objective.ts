import type { CarriedState } from '../nn/carriedState';
import type { Parameter } from '../nn/parameters';

/** The parameters of a network that is trained. */
export interface TrainedParameters {
  readonly parameters: readonly Parameter[];
  /** The parameters that training changes. */
  readonly learned: readonly Parameter[];
}

/**
 * What a trainer minimises: the loss of a network on one batch after another. The batch is a function of the number of
 * the update, so a run can be resumed at any update.
 */
export interface Objective<Model extends TrainedParameters = TrainedParameters> {
  readonly model: Model;
  /** Number of tokens on which each update trains. If it varies, the mean. */
  readonly tokensPerStep: number;
  /** Number of updates in which all training data are read once. */
  readonly updatesPerEpoch: number;
  /** The loss of a uniform prediction, in nats. The loss of an untrained network is about the same. */
  readonly uniformLoss: number;
  /** The states that one batch passes to the next. They are part of a checkpoint. */
  readonly states: readonly CarriedState[];
  /** Loads the batch of update `iteration`. Returns the epoch. */
  load(iteration: number): number;
  /** Computes the loss of the loaded batch, in nats. */
  forward(): number;
  /** After `forward`: adds the gradients of the loss to those of the parameters. */
  backward(): void;
  /** After an update: passes the states on to the next batch. */
  advance(): void;
}
