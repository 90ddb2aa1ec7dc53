import { flagName } from '../../export/commandLine/flagName';
import { type Change, liveSettings } from '../../protocol/liveSettings';
import { UsageError } from '../command/usageError';

/** The changes that `--plan` names, in the order of their iterations. Throws a UsageError that quotes what is wrong. */
export function readPlan(text: string): Change[] {
  const changes = text === '' ? [] : text.split(',').map(readChange);
  return changes.sort((a, b) => a.iteration - b.iteration);
}

/** `5000:learning-rate=0.01`. Whether the value is one of the setting is asked where the run is started. */
function readChange(text: string): Change {
  const [, iteration, flag, value] = /^(\d+):([\w-]+)=(\S+)$/.exec(text.trim()) ?? [];
  const setting = liveSettings.find(name => flagName(name) === flag);
  if (setting && Number.isFinite(Number(value))) {
    return { iteration: Number(iteration), setting, value: Number(value) };
  }
  const names = liveSettings.map(flagName).join(', ');
  throw new UsageError(
    `--plan takes changes such as 5000:learning-rate=0.01, of ${names}, with commas between, not "${text}".`,
  );
}
