import * as v from 'valibot';
import type { RunSettings } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { averageOf } from '../core/smoothedLoss';
import { parseJson } from '../storage/parseJson';
import type { Checkpoint } from '../storage/runs/checkpointFormat';
import type { TensorFile } from '../storage/safetensors/safetensors';
import { checkFinite, loadTensor, storeTensor } from '../storage/safetensors/tensors';
import { count, duration, finite, positive, validation } from '../storage/schemas';
import type { ParameterTrainer } from './parameterTrainer';

/**
 * Schemas of the progress of the session and the validator, which a checkpoint contains besides the state of
 * the trainer.
 */
const progressEntries = {
  /** Milliseconds that the run was trained, without pauses. */
  elapsed: duration,
  validation: v.optional(v.object({ last: validation, best: validation, waited: count, ended: v.boolean() })),
};
const progressSchema = v.object(progressEntries);
export type TrainingProgress = v.InferOutput<typeof progressSchema>;

/** The schema of the values of a checkpoint that are not tensors. */
const stateSchema = v.object({
  iteration: count,
  smoothLoss: finite,
  /**
   * Marks that `smoothLoss` is bias-corrected. Missing in older checkpoints, which contain min-char-rnn's
   * average.
   */
  averaged: v.optional(v.literal(true)),
  bestLoss: v.optional(finite),
  recentLoss: finite,
  learningRate: positive,
  /** Missing in older checkpoints: at that time, this setting could not change during training. */
  gradientClip: v.optional(positive),
  snapshotInterval: v.optional(v.pipe(count, v.minValue(1))),
  schedule: v.record(v.string(), finite),
  ...progressEntries,
});

/** Returns the values of a trainer that both the record and the checkpoints of a run contain. */
export function summaryOf({ iteration, smoothLoss, bestLoss, live }: ParameterTrainer) {
  return {
    iteration,
    smoothLoss,
    bestLoss,
    learningRate: live['training.learningRate'],
    gradientClip: live['training.gradientClip'],
    snapshotInterval: live['snapshot.interval'],
  };
}

/**
 * Returns a checkpoint with everything needed to resume training with bit-identical results: parameters,
 * optimizer state, hidden states and position in the text.
 */
export function saveTrainer(
  trainer: ParameterTrainer,
  settings: RunSettings,
  progress: TrainingProgress,
): Checkpoint {
  return {
    metadata: {
      format: 'elman-lab',
      settings: JSON.stringify(settings),
      ...trainer.metadata(),
      kernels: trainer.kernels.build,
      state: JSON.stringify({
        ...summaryOf(trainer),
        averaged: true,
        schedule: trainer.schedule.save(),
        recentLoss: trainer.recentLoss,
        ...progress,
      }),
    },
    tensors: savedTensors(trainer).map(({ name, value }) => storeTensor(trainer.kernels, name, value)),
  };
}

/**
 * Restores the state of a trainer from a checkpoint. Trainer and checkpoint must have the same configuration.
 */
export function restoreTrainer(trainer: ParameterTrainer, checkpoint: TensorFile): TrainingProgress {
  for (const { name } of trainer.model.parameters) {
    const stored = checkpoint.tensors.get(name);
    if (stored) checkFinite(stored);
  }
  for (const { name, value } of savedTensors(trainer)) {
    loadTensor(trainer.kernels, value, checkpoint.tensors.get(name), name);
  }
  const state = parseJson(stateSchema, checkpoint.metadata.state ?? '');
  if (!state)
    throw new UserError(
      'This file is not a checkpoint of Elman Lab: it does not contain the position of its run.',
    );
  trainer.iteration = state.iteration;
  restoreLoss(trainer, state);
  trainer.recentLoss = state.recentLoss;
  restoreLive(trainer, state);
  trainer.schedule.restore(state.schedule);
  return { elapsed: state.elapsed, validation: state.validation };
}

function restoreLoss(
  trainer: ParameterTrainer,
  { averaged, smoothLoss, bestLoss }: v.InferOutput<typeof stateSchema>,
) {
  const { iteration, uniformLoss } = trainer;
  trainer.smoothLoss = averaged ? smoothLoss : averageOf(smoothLoss, iteration, uniformLoss);
  trainer.bestLoss = (averaged && bestLoss) ?? trainer.smoothLoss;
}

function restoreLive(trainer: ParameterTrainer, state: v.InferOutput<typeof stateSchema>): void {
  const { live, configuration } = trainer;
  live['training.learningRate'] = state.learningRate;
  live['training.gradientClip'] = state.gradientClip ?? configuration['training.gradientClip'];
  live['snapshot.interval'] = state.snapshotInterval ?? configuration['snapshot.interval'];
}

/** Returns whether all parameters are finite. A checkpoint with other values would be useless. */
export function hasFiniteParameters(trainer: ParameterTrainer): boolean {
  return trainer.model.parameters.every(({ value }) => Number.isFinite(trainer.kernels.squaredNorm(value)));
}

function savedTensors({ model, optimizer, objective }: ParameterTrainer) {
  const states = objective.states.map(({ name, value }) => ({ name: `carry.${name}`, value }));
  return [...model.parameters, ...optimizer.state, ...states];
}
