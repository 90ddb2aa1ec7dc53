import type { Settings } from '../../protocol/run';
import type { Checkpoint, LoadedCheckpoint } from '../store/checkpoint';
import { loadTensor, storeTensor } from '../store/tensors';
import type { Trainer } from './trainer';

/** Milliseconds spent training; kept beside the trainer's state because only its owner has a clock. */
export interface Progress {
  readonly elapsed: number;
}

/** The numbers of a checkpoint that are no tensors; its digest vouches for them. */
interface SavedState extends Progress {
  readonly iteration: number;
  readonly smoothLoss: number;
  readonly learningRate: number;
  readonly schedule: Readonly<Record<string, number>>;
}

/** All that a bit-identical continuation needs: parameters, optimizer memory, carried state and position. */
export function saveTrainer(trainer: Trainer, settings: Settings, progress: Progress): Checkpoint {
  return {
    metadata: {
      format: 'elman-lab',
      settings: JSON.stringify(settings),
      vocabulary: JSON.stringify(trainer.corpus.vocabulary.symbols),
      kernels: trainer.kernels.build,
      state: JSON.stringify({
        iteration: trainer.iteration,
        smoothLoss: trainer.smoothLoss,
        learningRate: trainer.learningRate,
        schedule: trainer.schedule.save(),
        elapsed: progress.elapsed,
      }),
    },
    tensors: savedTensors(trainer).map(({ name, value }) => storeTensor(trainer.kernels, name, value)),
  };
}

/** Puts a trainer of the same configuration back to where the checkpoint was made. */
export function restoreTrainer(trainer: Trainer, checkpoint: LoadedCheckpoint): Progress {
  for (const { name, value } of savedTensors(trainer)) {
    loadTensor(trainer.kernels, value, checkpoint.tensors.get(name), name);
  }
  const state = JSON.parse(checkpoint.metadata.state) as SavedState;
  trainer.iteration = state.iteration;
  trainer.smoothLoss = state.smoothLoss;
  trainer.learningRate = state.learningRate;
  trainer.schedule.restore(state.schedule);
  return { elapsed: state.elapsed };
}

/** Whether every parameter is still a finite number, so that the state is worth keeping. */
export function isSound(trainer: Trainer): boolean {
  return trainer.model.parameters.every(({ value }) => Number.isFinite(trainer.kernels.squaredNorm(value)));
}

function savedTensors({ model, optimizer, window }: Trainer) {
  const states = window.states.map(({ name, value }) => ({ name: `carry.${name}`, value }));
  return [...model.parameters, ...optimizer.state, ...states];
}
