import { trajectoryPlaces, trajectoryScene } from '../../src/charts/inspection/trajectoryScene';
import { text } from '../../src/charts/texts';
import { visible } from '../../src/common/visibleToken';
import type { StateTrajectories } from '../../src/protocol/inspection';
import { element, setText } from '../dom';
import { chooser } from '../views/inputs';
import type { InspectionPart, PartPorts } from './part';
import { type PictureContent, scenePicture } from './scenePicture';

/** Height of the picture, and the distance from a point within which a click chooses it, in pixels. */
const [HEIGHT, NEAR] = [360, 12];
/** Maximum number of planes to choose from. */
const PLANES = 8;

/** The path of the hidden states through the plane of their first two principal components, as in Elman (1991). */
export const trajectoriesPart: InspectionPart = {
  id: 'trajectories',
  title: text('Trajectories'),
  build(ports) {
    const { texts, host, fail, refresh } = ports;
    const { t } = texts;
    const picture = scenePicture(ports);
    const similarity = element('p', 'note');
    let layer: number | undefined;
    let skipped = 0;
    let shown: StateTrajectories | undefined;
    const layers = chooser(key => {
      layer = Number(key);
      refresh();
    }, true);
    layers.name(t('Layer'));
    const planes = chooser(key => {
      skipped = Number(key);
      refresh();
    }, true);
    planes.name(t('Components'));

    const read = async (signal: AbortSignal) => {
      const found = await host.request('trajectories', { layer, skipped }, { signal });
      if (signal.aborted) return;
      shown = found;
      picture.box.hidden = !found || found.tokens.length < 2;
      setText(similarity, found ? similarityText(found, ports) : '');
      if (!found) return;
      layers.show(
        Array.from({ length: found.layers }, (_, l) => ({ key: String(l), label: String(l + 1) })),
        String(layer ?? found.layers - 1),
      );
      const last = Math.min(PLANES, found.size - 1);
      planes.show(
        Array.from({ length: last }, (_, k) => ({ key: String(k), label: t('{0} and {1}', k + 1, k + 2) })),
        String(skipped),
      );
      if (found.tokens.length < 2) setText(similarity, t('Select at least two tokens of the text.'));
      else picture.show(contentOf(found, skipped, ports));
    };
    picture.canvas.addEventListener('click', event => {
      if (!shown) return;
      const places = trajectoryPlaces(shown, { width: picture.canvas.clientWidth, height: HEIGHT });
      const distance = (i: number) =>
        Math.hypot(places[2 * i] - event.offsetX, places[2 * i + 1] - event.offsetY);
      const [nearest] = [...shown.tokens.keys()].sort((a, b) => distance(a) - distance(b));
      if (nearest === undefined || distance(nearest) > NEAR) return;
      const { start, end } = shown.tokens[nearest];
      void host.request('reveal', { start, end }).catch(fail);
    });
    const box = element(
      'div',
      '',
      element('div', 'controls', layers.box, planes.box),
      picture.box,
      similarity,
    );
    return { box, update: (_subject, signal) => read(signal) };
  },
};

function contentOf(
  found: StateTrajectories,
  skipped: number,
  { texts: { t }, numbers }: PartPorts,
): PictureContent {
  const { tokens, lines, points, shares, size, isCut } = found;
  const axes = t(
    'The {0} hidden units after each token, in the plane of their principal components {1} and {2} ({3} and {4} of the variance). The large point is the first token of a line. Click a point to find it in the text.',
    size,
    skipped + 1,
    skipped + 2,
    numbers.percent(shares[0]),
    numbers.percent(shares[1]),
  );
  return {
    title: t('Trajectories of the hidden states'),
    note: isCut ? `${axes} ${t('Only the first {0} tokens are shown.', numbers.whole(tokens.length))}` : axes,
    heightOf: () => HEIGHT,
    draw: (width, theme, measure) => trajectoryScene(found, { width, height: HEIGHT }, theme, measure),
    table: () => [
      [t('Line'), t('Token'), t('Component {0}', skipped + 1), t('Component {0}', skipped + 2)],
      ...tokens.map((token, i) => [
        ...[numbers.whole(lines[i] + 1), visible(token.text)],
        ...[numbers.precise(points[2 * i]), numbers.precise(points[2 * i + 1])],
      ]),
    ],
  };
}

/** Returns a sentence on how similar the states of the first two lines are, step by step. */
function similarityText({ similarities }: StateTrajectories, { texts: { t }, numbers }: PartPorts): string {
  if (similarities.length === 0) return t('Select two lines to compare their states step by step.');
  const steps = similarities.map(value => numbers.precise(value, 2)).join(', ');
  return t('Cosine of the states of the first two lines, step by step: {0}', steps);
}
