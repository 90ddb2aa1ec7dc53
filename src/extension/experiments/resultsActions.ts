import * as vscode from 'vscode';
import type { Handlers } from '../../protocol/channel';
import { MAX_SHOWN } from '../../protocol/dashboard';
import type { ExperimentFigures } from '../../protocol/experimentFigures';
import type { ExperimentPageRequests } from '../../protocol/experimentPage';
import { commandId } from '../commandId';
import { savePicture } from '../core/savePicture';
import type { Services } from '../core/services';
import { showInformation } from '../notify';
import type { PreparedExperiment } from './activeExperiment';
import type { Experiments } from './experiments';
import { saveResults } from './saveResults';
import { trainMean } from './trainMean';

/** Number of finished runs that "Mix the Best…" proposes. */
const BEST = 5;

interface Needs extends Pick<Services, 'runManager' | 'selection' | 'storage'> {
  readonly experiments: Experiments;
}

/** The page whose buttons were pressed. */
interface ShownPage {
  /** The experiment's file. */
  readonly file: vscode.Uri;
  /** The editor group that shows the page. */
  readonly viewColumn: vscode.ViewColumn | undefined;
  /** Undefined until the page has loaded. */
  readonly prepared: Promise<PreparedExperiment> | undefined;
  /** The results that the page shows. Undefined until the first results were read. */
  readonly figures: ExperimentFigures | undefined;
}

/** Returns the actions of the buttons on a page with the results of an experiment. */
export function resultsActions(
  needs: Needs,
  page: ShownPage,
): Omit<Handlers<ExperimentPageRequests>, 'ready'> {
  const { executeCommand } = vscode.commands;
  const { file } = page;
  return {
    run: async () => void (await executeCommand(commandId('runExperiment'), file)),
    stop: () => needs.experiments.stop(file),
    openFile: () => openBeside(page, file),
    saveReport: async () => {
      if (page.prepared) await saveResults(await page.prepared, needs.storage);
    },
    compare: async () => {
      const ids = finished(page);
      if (ids.length > MAX_SHOWN)
        void showInformation(
          vscode.l10n.t('{0} runs fit side by side: those with the lowest losses are shown.', MAX_SHOWN),
        );
      needs.selection.choose(ids.slice(0, MAX_SHOWN));
      await executeCommand(commandId('openDashboard'));
    },
    save: (params: unknown) => savePicture(params),
    mix: async () =>
      void (await executeCommand(commandId('mixModels'), undefined, finished(page).slice(0, BEST))),
    trainMean: async () => {
      const experiment = await page.prepared;
      if (!experiment || !page.figures) return;
      const created = await trainMean(needs, { file, source: experiment.source }, page.figures);
      if (created) await openBeside(page, created);
    },
  };
}

/** Returns the ids of the finished runs. Those of the condition with the lowest loss come first. */
const finished = ({ figures }: ShownPage): readonly string[] =>
  figures?.conditions.flatMap(({ done }) => done) ?? [];

/** Opens a file in another editor group than the page, which the file would cover. */
async function openBeside(page: ShownPage, file: vscode.Uri): Promise<void> {
  const other = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== page.viewColumn);
  const viewColumn = other?.viewColumn ?? vscode.ViewColumn.Beside;
  await vscode.window.showTextDocument(file, { preview: false, viewColumn });
}
