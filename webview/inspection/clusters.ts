import { dendrogramHeight, dendrogramScene } from '../../src/charts/inspection/dendrogramScene';
import { text } from '../../src/charts/texts';
import type { StateClusters } from '../../src/protocol/inspection';
import { element } from '../dom';
import type { InspectionPart, PartPorts } from './part';
import { type PictureContent, scenePicture } from './scenePicture';

/** The dendrogram of the mean hidden states after the most frequent words of the text, as in Elman (1990). */
export const clustersPart: InspectionPart = {
  id: 'clusters',
  title: text('Clusters'),
  build(ports) {
    const picture = scenePicture(ports);
    picture.box.hidden = true;
    return {
      box: element('div', '', picture.box),
      async update(_subject, signal) {
        const found = await ports.host.request('clusters', undefined, { signal });
        if (signal.aborted) return;
        picture.box.hidden = !found;
        if (found) picture.show(contentOf(found, ports));
      },
    };
  },
};

function contentOf(found: StateClusters, { texts: { t }, numbers }: PartPorts): PictureContent {
  const { words, steps, read } = found;
  const name = (i: number) => words[i] ?? t('step {0}', i - words.length + 1);
  return {
    title: t('Clusters of the mean hidden states'),
    note: t(
      'The {0} most frequent tokens among the first {1} tokens of the text, joined by average linkage of the Euclidean distances between their mean states.',
      words.length,
      numbers.whole(read),
    ),
    heightOf: () => dendrogramHeight(found),
    draw: (width, theme, measure) => dendrogramScene(found, width, theme, measure),
    table: () => [
      [t('Step'), t('First part'), t('Second part'), t('Distance'), t('Size')],
      ...steps.map(([a, b, height, size], i) => [
        ...[numbers.whole(i + 1), name(a), name(b)],
        ...[numbers.precise(height), numbers.whole(size)],
      ]),
    ],
  };
}
