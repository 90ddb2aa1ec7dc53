// `npm run pictures [FOLDER [PART]]` takes pictures of the dashboard page with made-up runs, in every kind of
// theme, narrow and wide. With PART, it takes only the pictures whose names contain PART.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Preview, type Shot } from './preview';
import { themeNames } from './themes';

/** Height of the pages in pixels. The whole page fits, so that every plot is drawn. */
const HEIGHT = 4600;
/** Height of the page of word vectors, whose table fills a part of it. */
const VECTORS_HEIGHT = 1000;
/** Height of the page of an attractor network, with which every plot is drawn at any width. */
const ATTRACTORS_HEIGHT = 1700;
const stacked = { network: 'gru' } as const;
const several = { network: 'gru', runs: 4 } as const;
const shots: Shot[] = [
  ...themeNames.flatMap(theme => [300, 1400].map(width => ({ theme, width, ...several }))),
  ...[300, 1400].map(width => ({ theme: 'dark' as const, width, language: 'ja', ...several })),
  { theme: 'dark', width: 1400, network: 'gru', runs: 20 },
  ...themeNames.flatMap(theme => [300, 1400].map(width => ({ theme, width, ...stacked }))),
  ...[300, 700, 1400].map(width => ({ theme: 'dark' as const, width, language: 'ja', ...stacked })),
  ...themeNames.flatMap(theme => [300, 1400].map(width => ({ theme, width }))),
  ...[300, 1400].map(width => ({ theme: 'dark' as const, width, language: 'ja' })),
  ...themeNames.flatMap(theme =>
    [300, 1400].map(width => ({ theme, width, network: 'gru' as const, labels: true })),
  ),
  ...[300, 1400].map(width => ({
    ...{ theme: 'dark' as const, width, language: 'ja', network: 'gru' as const, labels: true },
  })),
  ...['failed', 'none', 'done', 'paused'].map(state => ({ theme: 'dark' as const, width: 300, state })),
  { theme: 'light', width: 1400, state: 'failed' },
  ...themeNames.flatMap(theme => [300, 1400].map(width => ({ theme, width, experiment: 'done' as const }))),
  ...[300, 1400].map(width => ({
    theme: 'dark' as const,
    width,
    language: 'ja',
    experiment: 'done' as const,
  })),
  ...themeNames.flatMap(theme =>
    [300, 1400].map(width => ({ theme, width, experiment: 'classic' as const })),
  ),
  ...[300, 1400].map(width => ({
    theme: 'dark' as const,
    width,
    language: 'ja',
    experiment: 'classic' as const,
  })),
  ...(['training', 'empty', 'failed'] as const).map(experiment => ({
    theme: 'dark' as const,
    width: 700,
    experiment,
  })),
  ...[300, 700].map(width => ({ theme: 'dark' as const, width, experiment: 'long' as const })),
  ...themeNames.flatMap(theme => [300, 1400].map(width => ({ theme, width, vectors: 5000 }))),
  ...[300, 1400].map(width => ({ theme: 'dark' as const, width, language: 'ja', vectors: 40 })),
  ...themeNames.flatMap(theme => [300, 1400].map(width => ({ theme, width, kinds: 'done' as const }))),
  ...[300, 700, 1400].map(width => ({
    ...{ theme: 'light' as const, width, language: 'ja', kinds: 'done' as const },
  })),
  { theme: 'dark', width: 700, kinds: 'training' },
  { theme: 'dark', width: 700, language: 'ja', kinds: 'deleted' },
  ...themeNames.flatMap(theme => [300, 900].map(width => ({ theme, width, modelFile: 'ngrams' as const }))),
  ...(['tensors', 'damaged', 'restricted', 'vectors'] as const).flatMap(modelFile =>
    [300, 900].map(width => ({ theme: 'dark' as const, width, language: 'ja', modelFile })),
  ),
  { theme: 'dark', width: 700, vectors: 'damaged' },
  ...[300, 900].map(width => ({ theme: 'light' as const, width, vectors: 'training' as const })),
  { theme: 'hc-black', width: 900, language: 'ja', vectors: 'training' },
  ...themeNames.flatMap(theme =>
    [300, 1400].map(width => ({ theme, width, attractors: 'english' as const })),
  ),
  ...[300, 1400].map(width => ({
    theme: 'dark' as const,
    width,
    language: 'ja',
    attractors: 'japanese' as const,
  })),
  ...themeNames.flatMap(theme => [300, 900].map(width => ({ theme, width, targets: true }))),
  { theme: 'dark', width: 300, language: 'ja', targets: true },
  ...[300, 1400].map(width => ({ theme: 'dark' as const, width, network: 'gru' as const, pairs: true })),
];

const nameOf = ({
  network,
  runs,
  labels,
  theme,
  width,
  language,
  state,
  experiment,
  vectors,
  kinds,
  attractors,
  targets,
  pairs,
  modelFile,
}: Shot) =>
  [
    targets && 'targets',
    pairs && 'pairs',
    vectors && `vectors-${vectors}`,
    kinds && `kinds-${kinds}`,
    attractors && `attractors-${attractors}`,
    modelFile && `model-file-${modelFile}`,
    experiment && `experiment-${experiment}`,
    labels && 'labels',
    network,
    runs,
    theme,
    width,
    language,
    state,
  ]
    .filter(part => part !== undefined)
    .join('-');

function heightOf({ vectors, attractors, targets }: Shot): number {
  if (targets) return VECTORS_HEIGHT;
  if (attractors !== undefined) return ATTRACTORS_HEIGHT;
  return vectors === undefined ? HEIGHT : VECTORS_HEIGHT;
}

async function main(folder: string, only = ''): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const preview = await Preview.start();
  try {
    for (const shot of shots.filter(each => nameOf(each).includes(only))) {
      const tab = await preview.open(shot, heightOf(shot));
      const scrolls = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (scrolls) console.error(JSON.stringify(shot), 'scrolls sideways');
      await tab.screenshot({ path: join(folder, `${nameOf(shot)}.png`), fullPage: true });
    }
  } finally {
    await preview.dispose();
  }
}

main(process.argv[2] ?? 'pictures', process.argv[3]).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
