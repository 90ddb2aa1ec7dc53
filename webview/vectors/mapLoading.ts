import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import type { MapLayout, MapParams, VectorMap } from '../../src/protocol/vectors';
import { element, setText } from '../dom';
import { button } from '../toolkit';
import { chooser } from '../views/inputs';
import { CLUSTERS } from './mapColours';

/** COUNTS: numbers of words among which the user can choose for the map. USUAL: the number at the start. */
const [COUNTS, USUAL] = [[500, 2000, 10_000, 50_000], 2000];

export interface MapLoadingPorts {
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly load: (params: MapParams, signal: AbortSignal) => Promise<VectorMap>;
  readonly show: (map: VectorMap) => void;
  readonly fail: (error: unknown) => void;
}

/** Returns the lists of layouts and of numbers of words, and the progress of a map that is being computed. */
export function mapLoading({ texts, numbers, load, show, fail }: MapLoadingPorts) {
  const { t } = texts;
  let [layout, count]: [MapLayout, number] = ['principal', USUAL];
  let loading = new AbortController();
  const bar = element('progress');
  bar.max = 1;
  bar.setAttribute('aria-label', t('Progress of the map'));
  const note = element('p', 'note secondary');
  const cancel = button({ label: t('Cancel'), press: () => loading.abort() });
  const busy = element('div', 'map-progress', bar, cancel);
  busy.hidden = true;

  const begin = async () => {
    loading.abort();
    const mine = new AbortController();
    loading = mine;
    bar.removeAttribute('value');
    busy.hidden = layout === 'principal';
    try {
      const map = await load({ count, clusters: CLUSTERS, layout }, mine.signal);
      if (mine.signal.aborted) return;
      setText(note, noteOf(map));
      show(map);
    } catch (error) {
      if (mine.signal.aborted) {
        if (loading === mine) leaveUmap();
      } else fail(error);
    } finally {
      if (loading === mine) busy.hidden = true;
    }
  };
  /** After the user has cancelled a map, the one by principal components is shown again. */
  const leaveUmap = () => {
    layout = 'principal';
    showLayouts();
    void begin();
  };
  const noteOf = ({ shares }: VectorMap) => {
    if (!shares) return t('UMAP: near words are near each other. Drag to pan, Ctrl+wheel to zoom.');
    const [x, y] = shares.map(share => numbers.percent(share));
    return t('Principal components: {0} and {1} of the variance. Drag to pan, Ctrl+wheel to zoom.', x, y);
  };
  const layouts = chooser(key => {
    layout = key === 'umap' ? 'umap' : 'principal';
    void begin();
  }, true);
  layouts.name(t('Layout'));
  const showLayouts = () =>
    layouts.show(
      [
        { key: 'principal', label: t('principal components') },
        { key: 'umap', label: 'UMAP' },
      ],
      layout,
    );
  showLayouts();
  const counts = chooser(key => {
    count = Number(key);
    void begin();
  }, true);
  counts.name(t('Words'));
  return {
    boxes: [layouts.box, counts.box],
    busy,
    note,
    progress: (share: number) => {
      bar.value = share;
    },
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
      void begin();
    },
  };
}
