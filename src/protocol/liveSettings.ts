import type { RunRecord } from './run';

/** The settings that can change while a run trains. */
export const liveSettings = ['training.learningRate', 'training.gradientClip', 'snapshot.interval'] as const;

export type LiveSetting = (typeof liveSettings)[number];

/** A setting takes another value before the update of an iteration. */
export interface Change {
  readonly iteration: number;
  readonly setting: LiveSetting;
  readonly value: number;
}

/** A setting was changed while the run trained: from the update of `iteration` on. */
export interface RunEvent {
  readonly iteration: number;
  /** Milliseconds of training before it. */
  readonly elapsed: number;
  readonly setting: LiveSetting;
  readonly from: number;
  readonly to: number;
}

/** A setting of a run as it is now. */
export function liveValue(record: RunRecord, setting: LiveSetting): number {
  const { learningRate, gradientClip, snapshotInterval, settings } = record;
  const now: Record<LiveSetting, number | undefined> = {
    'training.learningRate': learningRate,
    'training.gradientClip': gradientClip,
    'snapshot.interval': snapshotInterval,
  };
  return now[setting] ?? Number(settings[setting]);
}
