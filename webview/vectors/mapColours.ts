import type { NumberFormat } from '../../src/charts/format';
import type { PlotTheme } from '../../src/charts/plot/theme';
import type { PageTexts } from '../../src/charts/texts';
import type { MapGroups } from '../../src/charts/vectors/mapScene';
import type { VectorMap } from '../../src/protocol/vectors';
import type { WordCategories } from '../../src/protocol/vectorsPage';
import { element } from '../dom';
import { chooser } from '../views/inputs';

/** Number of clusters. It is the number of line colours in a theme, so that each cluster has its own colour. */
export const CLUSTERS = 6;

const colourings = ['cluster', 'frequency', 'category'] as const;
type Colouring = (typeof colourings)[number];

export interface MapColoursPorts {
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly map: () => VectorMap | undefined;
  readonly theme: () => PlotTheme;
  /** Asks the user for a file of categories. Undefined if the user cancels. */
  readonly categories: () => Promise<WordCategories | undefined>;
  readonly changed: () => void;
  readonly fail: (error: unknown) => void;
}

/** Returns the list of the colourings of a map, and the names of the coloured groups. */
export function mapColours({ texts, numbers, map, theme, categories, changed, fail }: MapColoursPorts) {
  const { t } = texts;
  let colouring: Colouring = 'cluster';
  let file: WordCategories | undefined;
  let groups: MapGroups | undefined;
  const legend = element('ul', 'map-legend');

  const clusters = (shown: VectorMap): MapGroups => ({
    of: shown.clusters,
    names: Array.from({ length: CLUSTERS }, (_, i) => t('cluster {0}', numbers.whole(i + 1))),
  });
  const update = () => {
    const shown = map();
    groups = undefined;
    if (shown && colouring === 'cluster') groups = clusters(shown);
    if (shown && colouring === 'category' && file) groups = categoryGroups(shown, file);
    legend.replaceChildren(...(groups?.names ?? []).map((name, i) => legendEntry(name, theme().lines, i)));
    changed();
  };
  const list = chooser(key => {
    const wanted = colourings.find(each => each === key) ?? 'cluster';
    if (wanted !== 'category') {
      colouring = wanted;
      update();
      return;
    }
    categories().then(chosen => {
      if (chosen) [file, colouring] = [chosen, wanted];
      name();
      update();
    }, fail);
  }, true);
  const name = () => {
    list.name(t('Colour by'));
    const labels = { cluster: t('cluster'), frequency: t('frequency'), category: t('category file…') };
    list.show(
      colourings.map(key => ({ key, label: labels[key] })),
      colouring,
    );
  };
  name();
  return {
    box: list.box,
    legend,
    /** Must be called when the map or the theme has changed. */
    update,
    groups: () => groups,
    /** Returns the name of a point's group. Undefined if it has none. */
    nameOf: (index: number) => groups?.names[groups.of[index]],
  };
}

/** Numbers the categories in the order in which they first occur in the file. */
function categoryGroups({ words }: VectorMap, file: WordCategories): MapGroups {
  const names = [...new Set(file.categories)];
  const numbers = new Map(names.map((name, i) => [name, i]));
  const found = new Map(file.words.map((word, i) => [word, numbers.get(file.categories[i])]));
  return {
    of: Int32Array.from(words, ({ word }) => found.get(word) ?? found.get(word.toLowerCase()) ?? -1),
    names,
  };
}

function legendEntry(name: string, colours: readonly string[], index: number): HTMLElement {
  const swatch = element('span', 'swatch');
  swatch.style.background = colours[index % colours.length];
  return element('li', '', swatch, name);
}
