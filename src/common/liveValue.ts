import type { RunRecord } from '../protocol/run';
import type { LiveSetting } from '../settings/settings';

/** Returns the current value of a setting of a run. */
export function liveValue(record: RunRecord, setting: LiveSetting): number {
  const { learningRate, gradientClip, snapshotInterval, settings } = record;
  const now: Record<LiveSetting, number | undefined> = {
    'training.learningRate': learningRate,
    'training.gradientClip': gradientClip,
    'snapshot.interval': snapshotInterval,
  };
  return now[setting] ?? Number(settings[setting]);
}
