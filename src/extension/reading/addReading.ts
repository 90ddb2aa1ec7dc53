import * as vscode from 'vscode';
import { scoresTexts } from '../../common/runTask';
import type { Services } from '../core/services';
import type { Heatmap } from '../heatmap/heatmap';
import { ActiveModelStatus } from './activeModelStatus';
import { ScoreHover } from './hover/hover';
import { ModelPicker } from './modelPicker';
import { CompareCommand } from './report/compareCommand';
import { ScoreCommand } from './report/scoreCommand';
import { revealText } from './revealText';
import { SelectionStatus } from './selectionStatus';
import { ExportSurprisalCommand } from './surprisal/exportSurprisalCommand';
import { SurprisalTableCommand } from './surprisal/surprisalTableCommand';

/** Adds the features that score texts with the active model: hovers, the selection's perplexity, reports. */
export function addReading(services: Services, heatmap: Heatmap) {
  const { reader, surprisalReader, runManager, modelRegistry, activeModel, documents, context, report } =
    services;
  const hover = new ScoreHover(
    reader,
    (document, position) => heatmap.originAt(document, position),
    () => !activeModel.record || scoresTexts(activeModel.record),
  );
  const selectionStatus = new SelectionStatus(reader, activeModel);
  const scoring = new ScoreCommand(reader, documents);
  const comparing = new CompareCommand(reader, services, documents);
  const surprisal = new ExportSurprisalCommand(surprisalReader, services, documents, services.messages);
  const table = new SurprisalTableCommand(context.extensionUri, {
    ...{ reader: surprisalReader, activeModel, report },
    load: () => Promise.all([runManager.load(), modelRegistry.load()]),
    pickModels: () => surprisal.pick(),
    exportTable: (text, rows, choices) => surprisal.save([text], rows, choices),
  });
  const modelPicker = new ModelPicker(reader, runManager, modelRegistry, activeModel);
  const activeModelStatus = new ActiveModelStatus(services, services.report);
  services.own(
    activeModelStatus,
    selectionStatus,
    table,
    vscode.languages.registerHoverProvider({ scheme: '*' }, hover),
  );
  services.own(
    activeModel.onDidReplace(({ reason, name }) => services.messages.reportReplacement(reason, name)),
  );
  services.command('scoreSelection', () => scoring.run());
  services.command('openReport', () => scoring.openReport());
  services.command('compareModels', () => comparing.run());
  services.command('exportSurprisal', (clicked?: unknown, all?: unknown) => surprisal.run(clicked, all));
  services.command('showSurprisal', () => table.run());
  services.command('revealText', revealText);
  services.command('chooseModel', () => modelPicker.choose());
  services.command('openModelFile', (clicked?: unknown) =>
    modelPicker.openFile(clicked instanceof vscode.Uri ? clicked : undefined),
  );
  return { hover, activeModelStatus, selectionStatus, scoring, comparing, surprisal, table, modelPicker };
}
