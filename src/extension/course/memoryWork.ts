import * as vscode from 'vscode';
import type { MemoryFigures } from '../../protocol/course';
import { minCharRnn } from '../../settings/presetBases';
import type { Services } from '../core/services';
import { lessonSettings } from './lessonSettings';
import type { LessonTools } from './lessonTools';
import type { LessonWork } from './lessonWork';

/** Number of updates. They take some seconds, and are enough for samples with words. */
const ITERATIONS = 20_000;
/** Share of the text, at its end, that is not trained on. */
const HELD_OUT = 0.05;

/** Lesson 3: trains Elman's network, and measures what its context contributes. */
export function memoryWork(
  { runManager, reader }: Services,
  { training, openDashboard }: Pick<LessonTools, 'training' | 'openDashboard'>,
): LessonWork<'memory'> {
  return {
    begin: async text => {
      const settings = {
        ...minCharRnn,
        ...lessonSettings,
        'validation.fraction': HELD_OUT,
        'training.maxIterations': ITERATIONS,
      };
      const { id } = await training.train(text, { name: vscode.l10n.t('lesson {0}', 3), settings });
      openDashboard();
      return id;
    },
    figures: async kept => {
      await runManager.load();
      const id = String(kept);
      const run = runManager.run(id);
      if (!run) return undefined;
      const { iteration, text } = run;
      const measured = iteration > 0 ? await perplexities(vscode.Uri.parse(text.uri), id) : [0, 0];
      const [withContext, without] = measured;
      return { iteration, planned: ITERATIONS, withContext, without } satisfies MemoryFigures;
    },
  };

  /** Returns the perplexity of the end of the text, with and without the context. */
  async function perplexities(uri: vscode.Uri, id: string): Promise<readonly number[]> {
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    const end = text.slice(Math.floor((1 - HELD_OUT) * text.length));
    const model = { kind: 'run', id, checkpoint: 'usual' } as const;
    const noContext = { connectionShares: [{ matrix: 'Whh', share: 1 }] };
    return (await reader.lesionText(end, model, noContext)).perplexities;
  }
}
