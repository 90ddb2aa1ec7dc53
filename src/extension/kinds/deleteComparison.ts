import * as vscode from 'vscode';
import type { KindsRecord } from '../../protocol/kindsComparison';
import type { Services } from '../core/services';
import { showInformation } from '../notify';
import type { KindsComparisons } from './kindsComparisons';

export interface DeletingPorts extends Pick<Services, 'storedComparisons' | 'messages'> {
  readonly comparisons: KindsComparisons;
}

/** Ends the training of a comparison, and moves it to the trash. Then offers to restore it. */
export async function deleteComparison(
  { comparisons, storedComparisons, messages }: DeletingPorts,
  { id, text }: KindsRecord,
): Promise<void> {
  await comparisons.end(id);
  await storedComparisons.remove(id);
  const undo = vscode.l10n.t('Undo');
  void showInformation(vscode.l10n.t('The comparison on "{0}" was deleted.', text.name), undo).then(
    messages.guard(choice => (choice === undo ? storedComparisons.restore([id]) : undefined)),
  );
}
