import type { NumberFormat } from '../../src/charts/format';
import { framedPicture } from '../../src/charts/plot/picture';
import { penOf } from '../../src/charts/plot/theme';
import type { PageTexts } from '../../src/charts/texts';
import { type MapColour, type MapContent, mapLayers } from '../../src/charts/vectors/mapScene';
import { plural } from '../../src/common/plural';
import { visible } from '../../src/common/visibleToken';
import type { Picture } from '../../src/protocol/dashboard';
import type { ListedWord, MapParams, VectorMap } from '../../src/protocol/vectors';
import { element, setText } from '../dom';
import { chooser, iconButton } from '../views/inputs';
import { menuButton } from '../views/menu';
import { PICTURE, pictureBytes } from '../views/plots/savePlot';
import { mapCanvas } from './mapCanvas';
import { mapTable } from './mapTable';

/** COUNTS: numbers of words among which the user can choose for the map. USUAL: the number at the start. */
const [COUNTS, USUAL] = [[500, 2000, 10_000, 50_000], 2000];
/**
 * Number of clusters. It is the number of line colours in a theme, so that each cluster has its own colour.
 */
const CLUSTERS = 6;

export interface WordMapPorts {
  readonly name: string;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly load: (params: MapParams) => Promise<VectorMap>;
  readonly choose: (word: ListedWord) => void;
  readonly save: (picture: Picture) => Promise<void>;
  readonly fail: (error: unknown) => void;
}

/** Returns a section with the map of the words, as a canvas or as a table. */
export function wordMap({ name, texts, numbers, load, choose, save, fail }: WordMapPorts) {
  const { t } = texts;
  let map: VectorMap | undefined;
  let colour: MapColour = 'cluster';
  let count = USUAL;
  let indices = new Map<number, number>();
  let chosen: readonly number[] = [];
  const note = element('p', 'note secondary');
  const readout = element('p', 'note readout');

  const content = (): MapContent | undefined =>
    map && {
      map,
      colour,
      chosen: chosen.flatMap(id => indices.get(id) ?? []),
      label: index => visible(map?.words[index].word ?? ''),
    };
  const pick = (index: number) => {
    const word = map?.words[index];
    if (word) choose(word);
  };
  const read = (index: number | undefined) => setText(readout, index === undefined ? '' : describe(index));
  const describe = (index: number) => {
    const { word, count: found } = map?.words[index] ?? { word: '', count: undefined };
    const times = found === undefined ? [] : [occurrences(found)];
    const cluster = t('cluster {0}', numbers.whole((map?.clusters[index] ?? 0) + 1));
    return [visible(word), ...times, cluster].join(' · ');
  };

  const occurrences = (found: number) =>
    plural(found, t('{0} occurrence', numbers.whole(found)), t('{0} occurrences', numbers.whole(found)));

  const view = mapCanvas({ content, choose: pick, read });
  const table = mapTable({ map: () => map, texts, numbers, choose });
  table.box.hidden = true;
  view.canvas.setAttribute('aria-label', t('Map of the words; the table button shows it as a table'));

  const colours = chooser(key => {
    colour = key === 'frequency' ? 'frequency' : 'cluster';
    view.update();
  }, true);
  colours.name(t('Colour by'));
  colours.show(
    [
      { key: 'cluster', label: t('cluster') },
      { key: 'frequency', label: t('frequency') },
    ],
    colour,
  );
  const counts = chooser(key => {
    count = Number(key);
    void show();
  }, true);
  counts.name(t('Words'));
  const asTable = iconButton('table', () => {
    table.box.hidden = !table.box.hidden;
    view.canvas.hidden = !table.box.hidden;
    asTable.press(!table.box.hidden);
    table.update();
    view.update();
  });
  asTable.say(t('Show as table'));
  asTable.press(false);
  const reset = iconButton('resetZoom', () => view.reset());
  reset.say(t('Show all words'));
  const picture = async (format: Picture['format']) => {
    const shown = content();
    if (!shown) return;
    const theme = view.theme();
    const groups = colour === 'cluster' ? Array.from({ length: CLUSTERS }, (_, i) => i) : [];
    const scene = framedPicture(
      {
        title: name,
        footer: note.textContent ?? '',
        legend: groups.map(i => ({ label: t('cluster {0}', numbers.whole(i + 1)), pen: penOf(theme, i) })),
        layers: size => mapLayers(shown, view.viewIn(size), size, theme, view.measure),
      },
      PICTURE,
      theme,
      view.measure,
    );
    await save({ name, format, bytes: await pictureBytes(scene, format) });
  };
  const menu = menuButton(() => [
    (['png', 'svg'] as const).map(format => ({
      label: t('Save as {0}…', format.toUpperCase()),
      press: () => void picture(format).catch(fail),
    })),
  ]);
  menu.say(t('Save the map'));

  const show = async () => {
    try {
      map = await load({ count, clusters: CLUSTERS });
    } catch (error) {
      fail(error);
      return;
    }
    indices = new Map(map.words.map(({ id }, index) => [id, index]));
    const [x, y] = map.shares.map(share => numbers.percent(share));
    setText(
      note,
      t('Principal components: {0} and {1} of the variance. Drag to pan, Ctrl+wheel to zoom.', x, y),
    );
    view.reset();
    table.begin();
  };
  const buttons = element('span', 'buttons', reset.box, asTable.box, menu.box);
  const head = element('div', 'heading', element('h2', '', t('Map')), buttons);
  const box = element(
    'section',
    'word-map',
    head,
    element('div', 'controls', colours.box, counts.box),
    view.canvas,
    table.box,
    readout,
    note,
  );
  return {
    box,
    /** Loads the map of a vocabulary with this number of words. */
    begin(words: number) {
      const fitting = [
        ...COUNTS.filter(each => each < words),
        ...(words <= (COUNTS.at(-1) ?? 0) ? [words] : []),
      ];
      count = fitting.includes(USUAL) ? USUAL : fitting[Math.min(1, fitting.length - 1)];
      counts.show(
        fitting.map(each => ({ key: String(each), label: numbers.whole(each) })),
        String(count),
      );
      void show();
    },
    /** Emphasizes a word and its nearest words. */
    mark(ids: readonly number[]) {
      chosen = ids;
      view.update();
    },
  };
}
