import * as vscode from 'vscode';
import { minCharRnn } from '../../settings/presetBases';
import { gradientReport } from '../checking/gradientReport';
import type { Services } from '../core/services';
import { computed, type LessonWork } from './lessonWork';

/** Lesson 4: checks the gradients of Elman's network, and again after a wrong sign was planted. */
export const gradientWork = ({ storage, documents }: Services): LessonWork<'gradients'> =>
  computed(async () => {
    const { channel } = storage;
    const right = await channel.request('checkGradients', minCharRnn);
    const wrong = await channel.request('plantWrongSign', minCharRnn);
    await documents.show(vscode.l10n.t('Gradient check of {0}', right.network.cell), gradientReport(right));
    return { right, wrong };
  });
