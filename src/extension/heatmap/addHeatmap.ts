import * as vscode from 'vscode';
import type { HeadPlace } from '../../protocol/attentionReading';
import type { UnitPlace } from '../../protocol/unitReading';
import type { Services } from '../core/services';
import { askComparedModel } from './chooseComparedModel';
import { chooseHead } from './chooseHead';
import { chooseUnit } from './chooseUnit';
import { ChosenHead } from './chosenHead';
import { ChosenUnit } from './chosenUnit';
import { type ComparedChoice, ComparedModel } from './comparedModel';
import { Heatmap } from './heatmap';
import { readHeatmapSettings, writeHeatmapMode } from './heatmapSettings';
import { Legend } from './legend';
import { chooseMode } from './modeCommand';
import { valueHover } from './valueHover';

export function addHeatmap(services: Services): Heatmap {
  const { runManager, modelRegistry, activeModel, reader, messages, context } = services;
  const chosenUnit = new ChosenUnit(context.workspaceState);
  const chosenHead = new ChosenHead(context.workspaceState);
  const comparedModel = new ComparedModel(services, context.workspaceState);
  const heatmap = new Heatmap({
    runManager,
    activeModel,
    chosenUnit,
    comparedModel,
    chosenHead,
    read: (document, range, ranks, signal) => {
      const { mode } = readHeatmapSettings();
      if (mode === 'unit') return reader.unit(document, range, chosenUnit.place, signal);
      if (mode === 'attention') {
        const choice = { caret: caretIn(document), place: chosenHead.place };
        return reader.attention(document, range, choice, signal);
      }
      if (mode === 'states') return reader.states(document, range, signal);
      if (mode === 'difference')
        return reader.difference(document, range, comparedModel.required().reference, signal);
      return reader.tokens(document, range, ranks, signal);
    },
    load: () => Promise.all([runManager.load(), modelRegistry.load()]),
    state: context.workspaceState,
    show: error => messages.show(error),
  });
  services.own(chosenUnit, comparedModel, chosenHead, heatmap, new Legend(heatmap, activeModel));
  services.own(vscode.languages.registerHoverProvider({ scheme: '*' }, valueHover(heatmap)));
  services.command('showHeatmap', () => heatmap.showActive());
  services.command('hideHeatmap', () => heatmap.hideActive());
  services.command('heatmapMode', () => chooseMode());
  services.command('paintStates', async () => {
    if (readHeatmapSettings().mode !== 'states') await writeHeatmapMode('states');
    await heatmap.showActive();
  });
  addUnitCommands(services, heatmap, chosenUnit);
  addComparison(services, heatmap, comparedModel);
  services.command('chooseAttentionHead', async (place?: HeadPlace) => {
    if (readHeatmapSettings().mode !== 'attention') await writeHeatmapMode('attention');
    await heatmap.showActive();
    const document = vscode.window.activeTextEditor?.document;
    if (place) chosenHead.choose(place);
    else if (document) await chooseHead(services, document, chosenHead);
  });
  void messages.guard(() => heatmap.restore())();
  return heatmap;
}

/** Returns the offset of the caret in an editor of the document: in the active one, or else in any visible one. */
function caretIn(document: vscode.TextDocument): number {
  const { activeTextEditor: active, visibleTextEditors } = vscode.window;
  const editor =
    active?.document === document ? active : visibleTextEditors.find(each => each.document === document);
  return document.offsetAt(editor?.selection.active ?? new vscode.Position(0, 0));
}

function addUnitCommands(services: Services, heatmap: Heatmap, chosenUnit: ChosenUnit): void {
  services.command('chooseUnit', async (place?: UnitPlace) => {
    if (place) chosenUnit.choose(place);
    if (readHeatmapSettings().mode !== 'unit') await writeHeatmapMode('unit');
    await heatmap.showActive();
    const document = vscode.window.activeTextEditor?.document;
    if (place || !document) return;
    // Reads no token. Only the parts of the network are needed.
    const found = await services.reader.unit(document, { origin: 0, start: 0, end: 0 }, chosenUnit.place);
    if (!found) return;
    chosenUnit.accept(found.unit);
    await chooseUnit(chosenUnit);
  });
  services.command('nextUnit', () => chosenUnit.moveUnit(1));
  services.command('previousUnit', () => chosenUnit.moveUnit(-1));
  services.command('nextUnitPart', () => chosenUnit.movePart(1));
  services.command('previousUnitPart', () => chosenUnit.movePart(-1));
}

/** Adds "Compare Models in the Text…", which colours the text by the difference between the active model and another. */
function addComparison(services: Services, heatmap: Heatmap, comparedModel: ComparedModel): void {
  services.command('compareInText', async (given?: ComparedChoice) => {
    const choice = given ?? (await askComparedModel(services, comparedModel.model?.name));
    if (!choice) return;
    comparedModel.choose(choice);
    if (readHeatmapSettings().mode !== 'difference') await writeHeatmapMode('difference');
    await heatmap.showActive();
  });
}
