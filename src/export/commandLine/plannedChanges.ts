import type { SettingChange } from '../../protocol/liveSettings';
import type { RunRecord } from '../../protocol/run';
import { flagName } from './flagName';

/**
 * Formats the past and scheduled changes of a run for `--plan`:
 * `5000:learning-rate=0.01,8000:gradient-clip=1`.
 */
export function planOf({ plan = [], iteration: now }: RunRecord, changes: readonly SettingChange[]): string {
  const made = changes.map(({ iteration, setting, to }) => ({ iteration, setting, value: to }));
  const toCome = plan.filter(({ iteration }) => iteration >= now);
  const isMade = (change: (typeof toCome)[number]) =>
    made.some(({ iteration, setting }) => iteration === change.iteration && setting === change.setting);
  return [...made, ...toCome.filter(change => !isMade(change))]
    .map(({ iteration, setting, value }) => `${iteration}:${flagName(setting)}=${value}`)
    .join(',');
}
