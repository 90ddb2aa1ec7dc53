import * as vscode from 'vscode';
import type { Heatmap } from '../heatmap/heatmap';
import type { Lab } from '../lab/lab';
import { ScoreHover } from './hover/hover';
import { ModelPicker } from './modelPicker';
import { CompareCommand } from './report/compareCommand';
import { ScoreCommand } from './report/scoreCommand';
import { SelectionStatus } from './selectionStatus';

/** Texts are read with the active model: hovers, the selection's perplexity, reports. */
export function addReading(lab: Lab, heatmap: Heatmap) {
  const { reader, desk, shelf, activeModel, documents } = lab;
  const hover = new ScoreHover(reader, (document, position) => heatmap.originAt(document, position));
  const selectionStatus = new SelectionStatus(reader, activeModel);
  const scoring = new ScoreCommand(reader, documents);
  const comparing = new CompareCommand(reader, desk, shelf, activeModel, documents);
  const modelPicker = new ModelPicker(reader, desk, shelf, activeModel);
  lab.own(selectionStatus, vscode.languages.registerHoverProvider({ scheme: '*' }, hover));
  lab.own(activeModel.onDidReplace(({ reason, name }) => lab.messages.reportReplacement(reason, name)));
  lab.command('scoreSelection', () => scoring.run());
  lab.command('openReport', () => scoring.openReport());
  lab.command('compareModels', () => comparing.run());
  lab.command('chooseModel', () => modelPicker.choose());
  lab.command('openModelFile', (file?: vscode.Uri) => modelPicker.openFile(file));
  return { hover, selectionStatus, scoring, comparing, modelPicker };
}
