import * as path from 'node:path';
import * as vscode from 'vscode';
import { experimentText } from '../../common/experimentText';
import { USUAL_SEEDS } from '../../common/moreSeeds';
import { initialisers } from '../../course/lessons/pairs';
import { minCharRnn } from '../../settings/presetBases';
import type { Services } from '../core/services';
import { createExperiment, experimentsFolder } from '../experiments/createExperiment';
import type { Experiments } from '../experiments/experiments';
import type { LessonWork } from './lessonWork';

/** Number of updates of each of the ten runs. */
const ITERATIONS = 1000;

/** Lesson 6: an experiment whose runs differ only in their first weights. */
export function pairsWork({ context, storage }: Services, experiments: Experiments): LessonWork<'pairs'> {
  return {
    begin: async text => {
      const { t } = vscode.l10n;
      const folder = experimentsFolder(context.globalStorageUri);
      const isInside = path.dirname(text.fsPath) === folder.fsPath;
      const content = experimentText(
        {
          ...{ version: 1, name: t('lesson {0}', 6) },
          text: isInside ? path.basename(text.fsPath) : text.fsPath,
          settings: {
            ...{ 'model.cell': 'elman', 'model.hidden': 50 },
            ...{ 'training.optimizer': minCharRnn['training.optimizer'] },
            ...{ 'training.learningRate': minCharRnn['training.learningRate'] },
            ...{ 'training.maxIterations': ITERATIONS, 'validation.fraction': 0.05 },
            'validation.interval': ITERATIONS / 2,
          },
          vary: { 'model.initialiser': initialisers },
          seeds: USUAL_SEEDS,
        },
        [t('One setting differs. Everything else is equal.')],
      );
      const file = await createExperiment(folder, 'lesson', content);
      await vscode.window.showTextDocument(file, { preview: false });
      await vscode.commands.executeCommand('elman.runExperiment', file);
      return file.toString();
    },
    figures: async kept => {
      const file = vscode.Uri.parse(String(kept));
      const found = await vscode.workspace.fs.stat(file).then(undefined, () => undefined);
      if (!found) return undefined;
      const { source, runs } = await experiments.open(file);
      return storage.channel.request('experimentFigures', { source, ids: runs.map(({ id }) => id) });
    },
  };
}
