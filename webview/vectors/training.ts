import './vectors.css';
import { NumberFormat } from '../../src/charts/format';
import { PageTexts } from '../../src/charts/texts';
import { type LossPoint, lossLine } from '../../src/charts/vectors/lossLine';
import { oneLine } from '../../src/common/harmlessText';
import { visible } from '../../src/common/visibleToken';
import { Channel, type Nothing } from '../../src/protocol/channel';
import { reasonOf } from '../../src/protocol/message';
import type { VectorsProgress } from '../../src/protocol/vectorsRecord';
import type { VectorsTrainingEvents, VectorsTrainingRequests } from '../../src/protocol/vectorsTrainingPage';
import { element, setText } from '../dom';
import { portOf } from '../host';
import { paint } from '../plot/canvas';
import { onThemeChange, readTheme } from '../plot/readTheme';
import { button, textField } from '../toolkit';
import { nearList } from './nearList';

const texts = new PageTexts();
const { t } = texts;
const numbers = new NumberFormat(() => texts.language);
const host = new Channel<VectorsTrainingRequests, VectorsTrainingEvents, Nothing, Nothing>(
  portOf(acquireVsCodeApi()),
  {},
  error => console.error(error),
);
const problem = element('p', 'note warning');
problem.hidden = true;
const say = (message: string) => {
  problem.hidden = message === '';
  setText(problem, message);
};
const fail = (error: unknown) => say(t('An unexpected error occurred: {0}', reasonOf(error)));

function build(name: string): void {
  const status = element('p', 'note secondary', t('Reading the text…'));
  const bar = element('progress');
  bar.max = 1;
  bar.setAttribute('aria-label', t('Progress of the training'));
  const loss = lossPlot();
  const heading = element('h2');
  const list = element('div', 'near');
  const follow = async () => {
    const word = field.value.trim();
    if (word === '') return;
    const isKnown = await host.request('follow', { word });
    say(isKnown ? '' : t('"{0}" has no vector. It is too rare, or not in the text.', word));
  };
  const followed = () => void follow().catch(fail);
  const field = textField({ label: t('Follow the word'), value: '', enter: followed });
  field.size = 12;
  let isPaused = false;
  const pause = button({
    label: t('Pause'),
    press: () => {
      isPaused = !isPaused;
      setText(pause, isPaused ? t('Resume') : t('Pause'));
      host.request('pause', { isPaused }).catch(fail);
    },
  });
  const stop = button({
    label: t('Stop and Keep the Vectors'),
    press: () => {
      stop.disabled = true;
      pause.disabled = true;
      host.request('stop', undefined).catch(fail);
    },
  });
  const choose = ({ word }: { readonly word: string }) => {
    field.value = word;
    followed();
  };
  host.on('progress', progress => {
    bar.value = progress.share;
    setText(status, statusText(progress));
    loss.add(progress);
    setText(heading, t('Nearest to {0}', visible(progress.followed.word)));
    list.replaceChildren(nearList(progress.followed.near, numbers, choose));
  });
  const words = element(
    'section',
    'word',
    element('div', 'field', field, button({ label: t('Follow'), press: followed })),
    heading,
    list,
  );
  const curve = element(
    'section',
    'loss',
    element('h2', '', t('Loss (nats per predicted word)')),
    loss.canvas,
  );
  const buttons = element('div', 'field', pause, stop);
  document.body.replaceChildren(
    element('main', 'vectors', element('h1', '', oneLine(name)), status, bar, problem, buttons, curve, words),
  );
}

function statusText({ share, loss }: VectorsProgress): string {
  const done = numbers.wholePercent(share);
  if (loss === undefined) return t('Training: {0}', done);
  return t('Training: {0}, loss {1} nats per predicted word', done, numbers.decimal(loss, 3));
}

/** Returns a plot of the losses so far. */
function lossPlot() {
  const canvas = element('canvas', 'map');
  canvas.setAttribute('role', 'img');
  const points: LossPoint[] = [];
  let theme = readTheme();
  const draw = () => {
    const [width, height, ratio] = [canvas.clientWidth, canvas.clientHeight, window.devicePixelRatio];
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const context = canvas.getContext('2d');
    const layers = lossLine(points, { width, height }, theme, value => numbers.decimal(value, 3));
    if (context) paint(context, { width, height, font: theme.font, layers }, ratio);
  };
  new ResizeObserver(draw).observe(canvas);
  onThemeChange(() => {
    theme = readTheme();
    draw();
  });
  return {
    canvas,
    add({ share, loss }: VectorsProgress) {
      if (loss === undefined) return;
      points.push({ share, loss });
      const [first, last] = [points[0].loss, loss].map(value => numbers.decimal(value, 3));
      canvas.setAttribute('aria-label', t('The loss was {0} at first and is now {1}', first, last));
      draw();
    },
  };
}

host.request('ready', undefined).then(({ translations, language, name }) => {
  texts.use(translations, language);
  build(name);
}, fail);
