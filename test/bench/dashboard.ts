// `npm run bench -- --dashboard` measures the plots of the dashboard: in Node everything except the canvas,
// and in Chromium the whole page.

import type { PlotContent } from '../../src/charts/plot/content';
import { draw } from '../../src/charts/plot/drawing';
import { computeLayout } from '../../src/charts/plot/layout';
import { toSvg } from '../../src/charts/plot/svg';
import { Series } from '../../src/charts/series/series';
import { SeriesData } from '../../src/charts/series/seriesData';
import { DashboardModel } from '../../webview/dashboardModel';
import { findChromium } from '../host/lib/browser';
import { metrics, record } from '../webview/preview/run';
import { pageCosts } from './lib/pageCosts';
import { printListing } from './listing';

const ROWS = 1_000_000;
/** Iterations per row of `metrics`. */
const INTERVAL = 10;
const size = { width: 1400, height: 400 };
const axis = { label: '', kind: 'whole', logarithmic: false, brief: String, exact: String } as const;
const theme = {
  text: '',
  secondary: '',
  background: '',
  grid: '',
  font: '',
  highContrast: false,
  lines: [''],
};
const measure = (text: string) => 6 * text.length;

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1];

function timed(rounds: number, action: (round: number) => void): number {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    action(round);
    times.push(performance.now() - start);
  }
  return median(times);
}

async function main(): Promise<void> {
  const history = { metrics: metrics(0, ROWS * INTERVAL), samples: [], changes: [] };
  const model = new DashboardModel();
  const shown = { ids: ['run-0'], current: 'run-0', follows: true, pinned: false };
  model.snapshot({ shown, defaults: {}, translations: {}, language: 'en' });
  const opened = timed(1, () => model.open({ run: record(), history }));
  const run = model.current;
  if (!run) throw new Error('the run was not opened');
  const series = new Series(run.table, { x: 'iteration', columns: ['loss'], smoothing: 0.97 });
  const prepared = timed(1, () => series.update());
  const pen = { color: '#000' };
  const curve = { label: '', pen, style: 'line', data: new SeriesData(series), emphasis: undefined } as const;
  const content: PlotContent = { title: '', x: axis, y: axis, curves: [curve], rules: [], marks: [] };
  const frame = (from: number) => {
    const zoom = { min: from, max: from + 5 * ROWS };
    return draw(content, computeLayout(content, size, { x: zoom }, measure), theme);
  };
  const pan = timed(60, round => frame(round * 50_000));
  const append = timed(40, round => {
    const from = (ROWS + 100 * round) * INTERVAL;
    model.update({ id: run.id, kind: 'metrics', metrics: metrics(from, from + 100 * INTERVAL) });
    series.update();
    draw(content, computeLayout(content, size, {}, measure), theme);
  });
  const svg = timed(5, () => toSvg({ ...size, font: '', layers: frame(0) }));
  const print = (what: string, milliseconds: number) => console.log(`${what}: ${milliseconds.toFixed(1)} ms`);
  console.log(`A curve of ${ROWS.toLocaleString('en')} points, all but putting it on the screen:`);
  print('  taking up the history, all columns', opened);
  print('  smoothing it, and preparing it for drawing', prepared);
  print('  a frame while it is moved, the median of 60', pan);
  print('  100 rows more, with the frame that shows them, the median of 40', append);
  print('  writing it as SVG', svg);
  await printListing(10_000);
  if (findChromium()) await printPage(print);
  else console.log('No Chromium, so that the page itself is not measured.');
}

type Print = (what: string, milliseconds: number) => void;

async function printPage(print: Print): Promise<void> {
  const { opened, append, pan } = await pageCosts(ROWS);
  console.log(
    `\nThe page with a run of ${ROWS.toLocaleString('en')} rows, in Chromium, 1,400 by 900 pixels:`,
  );
  print('  from the history to the plots on the screen (goal: 500)', opened);
  print(
    '  100 rows more, with the frames that show them, scripts, the median of 40 (goal: 10)',
    append.median,
  );
  print('    the worst', append.worst);
  console.log(`  moving along: ${pan.frames.toFixed(0)} frames a second (goal: 60)`);
  print('    scripts of a frame, the median of 90', pan.median);
  print('    the worst', pan.worst);
  console.log('  hidden: nothing is sent and no page exists, as the tests of feeds and page hold');
}

void main();
