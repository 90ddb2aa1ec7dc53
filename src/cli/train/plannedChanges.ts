import { flagName } from '../../export/commandLine/flagName';
import type { PlannedChange } from '../../protocol/liveSettings';
import { liveSettings } from '../../settings/settings';
import { UsageError } from '../command/usageError';

/**
 * Returns the changes of settings that `--plan` lists, sorted by iteration. Throws a UsageError for an
 * invalid change and quotes the change.
 */
export function readPlan(text: string): PlannedChange[] {
  const changes = text === '' ? [] : text.split(',').map(readChange);
  return changes.sort((a, b) => a.iteration - b.iteration);
}

/**
 * Parses a change such as `5000:learning-rate=0.01`. The range of the value is checked later, when the run
 * starts. Throws a UsageError if the change has another form.
 */
function readChange(text: string): PlannedChange {
  const [, iteration, flag, value] = /^(\d+):([\w-]+)=(\S+)$/.exec(text.trim()) ?? [];
  const setting = liveSettings.find(name => flagName(name) === flag);
  if (setting && Number.isFinite(Number(value))) {
    return { iteration: Number(iteration), setting, value: Number(value) };
  }
  const names = liveSettings.map(flagName).join(', ');
  throw new UsageError(
    `--plan takes changes of ${names}, such as 5000:learning-rate=0.01, separated by commas, not "${text}".`,
  );
}
