import type { TrainTask } from '../../protocol/run';
import { startCloze } from './cloze/startCloze';
import { startLabels } from './labels/startLabels';
import type { SessionPorts } from './ports';
import type { Session } from './session';
import { type SessionParams, startSession } from './startSession';
import { startTranslation } from './translation/startTranslation';

/**
 * Starts a run of any task: checks the settings and texts, then creates the run with its first checkpoint. If this
 * fails, throws a UserError and leaves no files.
 */
export function startTask(
  ports: SessionPorts,
  { task, ...params }: SessionParams & { readonly task?: TrainTask | undefined },
): Promise<Session> {
  if (task === undefined) return startSession(ports, params);
  if (task === 'translate') return startTranslation(ports, params);
  return task === 'cloze' ? startCloze(ports, params) : startLabels(ports, { ...params, task });
}
