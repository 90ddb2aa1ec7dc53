import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { visible } from '../../src/common/visibleToken';
import type { ListedWord, VectorMap } from '../../src/protocol/vectors';
import { element } from '../dom';
import { virtualRows } from './virtualRows';
import { ROW } from './wordTable';

export interface MapTablePorts {
  readonly map: () => VectorMap | undefined;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly choose: (word: ListedWord) => void;
}

/** Returns the words of a map as a table with their coordinates and clusters. */
export function mapTable({ map, texts, numbers, choose }: MapTablePorts) {
  const { t } = texts;
  const names = [t('Word'), 'x', 'y', t('Cluster')];
  const heads = names.map((text, i) => {
    const head = element('th', i === 0 ? 'name' : 'number', text);
    head.scope = 'col';
    return head;
  });

  const cells = (position: number) => {
    const { words, points, clusters } = map() ?? {};
    if (!words || !points || !clusters) return [];
    const name = element('td', 'name', visible(words[position].word));
    const [x, y] = [points[2 * position], points[2 * position + 1]].map(value => numbers.decimal(value, 3));
    const figures = [x, y, numbers.whole(clusters[position] + 1)];
    return [name, ...figures.map(figure => element('td', 'number', figure))];
  };

  return virtualRows({
    ...{ name: 'place', cells, head: element('thead', '', element('tr', '', ...heads)) },
    caption: element('caption', 'heard', t('The map as a table')),
    length: () => map()?.words.length ?? 0,
    height: () => ROW,
    isChosen: () => false,
    choose: position => {
      const word = map()?.words[position];
      if (word) choose(word);
    },
  });
}
