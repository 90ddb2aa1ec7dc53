import type { RunRecord } from '../../protocol/run';

/** Returns the name of the command that trains and resumes a run. */
export function taskCommand({
  labelling,
  translation,
}: Pick<RunRecord, 'labelling' | 'translation'>): string {
  if (translation) return 'translate';
  return labelling?.task ?? 'train';
}
