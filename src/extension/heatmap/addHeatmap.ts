import type { Lab } from '../lab/lab';
import { Heatmap } from './heatmap';
import { Legend } from './legend';
import { chooseMode } from './modeCommand';

export function addHeatmap(lab: Lab): Heatmap {
  const { desk, activeModel, reader, messages } = lab;
  const heatmap = new Heatmap({
    desk,
    activeModel,
    read: (document, stretch, ranks, signal) => reader.tokens(document, stretch, ranks, signal),
    show: error => messages.show(error),
  });
  lab.own(heatmap, new Legend(heatmap, activeModel));
  lab.command('showHeatmap', () => heatmap.showActive());
  lab.command('hideHeatmap', () => heatmap.hideActive());
  lab.command('heatmapMode', () => chooseMode());
  return heatmap;
}
