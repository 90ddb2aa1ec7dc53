import type { NumberFormat } from '../../src/charts/format';
import { framedPicture } from '../../src/charts/plot/picture';
import { penOf } from '../../src/charts/plot/theme';
import type { PageTexts } from '../../src/charts/texts';
import { type MapContent, mapLayers } from '../../src/charts/vectors/mapScene';
import { plural } from '../../src/common/plural';
import { visible } from '../../src/common/visibleToken';
import type { Picture } from '../../src/protocol/dashboard';
import type { ListedWord, MapParams, VectorMap } from '../../src/protocol/vectors';
import type { WordCategories } from '../../src/protocol/vectorsPage';
import { element, setText } from '../dom';
import { button } from '../toolkit';
import { iconButton } from '../views/inputs';
import { menuButton } from '../views/menu';
import { PICTURE, pictureBytes } from '../views/plots/savePlot';
import { mapCanvas } from './mapCanvas';
import { mapColours } from './mapColours';
import { mapLoading } from './mapLoading';
import { mapTable } from './mapTable';

export interface WordMapPorts {
  readonly name: string;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly load: (params: MapParams, signal: AbortSignal) => Promise<VectorMap>;
  readonly choose: (word: ListedWord) => void;
  /** Called with the words that the user has selected on the map. */
  readonly list: (words: readonly ListedWord[]) => void;
  readonly categories: () => Promise<WordCategories | undefined>;
  readonly save: (picture: Picture) => Promise<void>;
  readonly fail: (error: unknown) => void;
}

/** Returns a section with the map of the words, as a canvas or as a table. */
export function wordMap({ name, texts, numbers, fail, ...ports }: WordMapPorts) {
  const { t } = texts;
  let map: VectorMap | undefined;
  let indices = new Map<number, number>();
  let chosen: readonly number[] = [];
  // The labels of all words, because thousands are measured for every frame while the map is panned.
  let labels: readonly string[] = [];
  const readout = element('p', 'note readout');

  const content = (): MapContent | undefined =>
    map && {
      map,
      groups: colours.groups(),
      chosen: chosen.flatMap(id => indices.get(id) ?? []),
      label: index => labels[index],
    };
  const pick = (index: number) => {
    const word = map?.words[index];
    if (word) ports.choose(word);
  };
  const occurrences = (found: number) =>
    plural(found, t('{0} occurrence', numbers.whole(found)), t('{0} occurrences', numbers.whole(found)));
  const describe = (index: number) => {
    const { word, count: found } = map?.words[index] ?? { word: '', count: undefined };
    const times = found === undefined ? [] : [occurrences(found)];
    return [visible(word), ...times, colours.nameOf(index) ?? []].flat().join(' · ');
  };
  const view = mapCanvas({
    content,
    choose: pick,
    read: index => setText(readout, index === undefined ? '' : describe(index)),
    list: found => ports.list(found.flatMap(index => map?.words[index] ?? [])),
  });
  const colours = mapColours({
    ...{ texts, numbers, fail, map: () => map, theme: view.theme, categories: ports.categories },
    changed: () => view.update(),
  });
  const table = mapTable({ map: () => map, texts, numbers, choose: ports.choose });
  table.box.hidden = true;
  view.canvas.setAttribute('aria-label', t('Map of the words; the table button shows it as a table'));
  const loading = mapLoading({
    ...{ texts, numbers, fail, load: ports.load },
    show: loaded => {
      map = loaded;
      labels = map.words.map(({ word }) => visible(word));
      indices = new Map(map.words.map(({ id }, index) => [id, index]));
      colours.update();
      view.reset();
      table.begin();
    },
  });

  const asTable = iconButton('table', () => {
    table.box.hidden = !table.box.hidden;
    view.canvas.hidden = !table.box.hidden;
    asTable.press(!table.box.hidden);
    table.update();
    view.update();
  });
  asTable.say(t('Show as table'));
  asTable.press(false);
  let isOutlining = false;
  const lasso = iconButton('lasso', () => {
    isOutlining = !isOutlining;
    view.outlineByDrag(isOutlining);
    lasso.press(isOutlining);
  });
  lasso.say(t('Select words by drawing around them (Alt+drag)'));
  lasso.press(false);
  const reset = iconButton('resetZoom', () => view.reset());
  reset.say(t('Show all words'));
  const picture = async (format: Picture['format']) => {
    const shown = content();
    if (!shown) return;
    const theme = view.theme();
    const names = shown.groups?.names ?? [];
    const scene = framedPicture(
      {
        title: name,
        footer: loading.note.textContent ?? '',
        legend: names.map((label, i) => ({ label, pen: penOf(theme, i) })),
        layers: size => [...mapLayers(shown, { view: view.viewIn(size), size }, theme, view.measure)],
      },
      PICTURE,
      theme,
      view.measure,
    );
    await ports.save({ name, format, bytes: await pictureBytes(scene, format) });
  };
  const menu = menuButton(() => [
    (['png', 'svg'] as const).map(format => ({
      label: t('Save as {0}…', format.toUpperCase()),
      press: () => void picture(format).catch(fail),
    })),
  ]);
  menu.say(t('Save the map'));
  const buttons = element('span', 'buttons', reset.box, lasso.box, asTable.box, menu.box);
  const listVisible = button({ label: t('List Visible Words'), press: view.listVisible });
  const box = element(
    'section',
    'word-map',
    element('div', 'heading', element('h2', '', t('Map')), buttons),
    element('div', 'controls', colours.box, ...loading.boxes),
    loading.busy,
    view.canvas,
    table.box,
    colours.legend,
    readout,
    loading.note,
    element('div', 'field', listVisible),
  );
  return {
    box,
    begin: loading.begin,
    progress: loading.progress,
    /** Emphasizes a word and its nearest words. */
    mark(ids: readonly number[]) {
      chosen = ids;
      view.update();
    },
  };
}
