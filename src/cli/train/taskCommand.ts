import type { RunRecord } from '../../protocol/run';

/** Returns the name of the command that trains and resumes a run. */
export function taskCommand({
  labelling,
  translation,
  task,
}: Pick<RunRecord, 'labelling' | 'translation' | 'task'>): string {
  if (translation) return 'translate';
  return labelling?.task ?? task ?? 'train';
}
