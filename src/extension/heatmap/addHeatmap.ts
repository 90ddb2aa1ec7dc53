import type { Services } from '../core/services';
import { Heatmap } from './heatmap';
import { Legend } from './legend';
import { chooseMode } from './modeCommand';

export function addHeatmap(services: Services): Heatmap {
  const { runManager, modelRegistry, activeModel, reader, messages, context } = services;
  const heatmap = new Heatmap({
    runManager,
    activeModel,
    read: (document, range, ranks, signal) => reader.tokens(document, range, ranks, signal),
    load: () => Promise.all([runManager.load(), modelRegistry.load()]),
    state: context.workspaceState,
    show: error => messages.show(error),
  });
  services.own(heatmap, new Legend(heatmap, activeModel));
  services.command('showHeatmap', () => heatmap.showActive());
  services.command('hideHeatmap', () => heatmap.hideActive());
  services.command('heatmapMode', () => chooseMode());
  void messages.guard(() => heatmap.restore())();
  return heatmap;
}
