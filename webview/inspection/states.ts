import { stateGraphScene, stateGraphSize } from '../../src/charts/inspection/stateGraphScene';
import { text } from '../../src/charts/texts';
import { visible } from '../../src/common/visibleToken';
import type { HiddenStateFacts, HiddenStatesOverview } from '../../src/protocol/hiddenStates';
import { element, setText } from '../dom';
import { actionButton } from './lesionInputs';
import type { InspectionPart, PartPorts } from './part';
import { type PictureContent, scenePicture } from './scenePicture';

/** Number of colours of the theme for states. Further states have the same colours. */
const COLOURS = 12;
/** Maximum number of rows of the table of states, and of states in the table of transitions. */
const [ROWS, COLUMNS] = [200, 24];

/** The states of a hidden Markov model: their symbols and durations, and the graph of their transitions. */
export const statesPart: InspectionPart = {
  id: 'states',
  title: text('States'),
  build(ports) {
    const { host, fail, texts } = ports;
    const note = element('p', 'note secondary');
    const table = element('table', 'figures');
    const paint = () => host.request('paintStates', undefined);
    const colour = actionButton(texts.t('Colour Text by State'), paint, fail);
    const picture = scenePicture(ports);
    const content = element(
      'div',
      'states-content',
      note,
      element('div', 'controls', colour),
      element('div', 'table-frame', table),
      picture.box,
    );
    content.hidden = true;
    return {
      box: element('div', '', content),
      async update(_subject, signal) {
        const found = await host.request('states', undefined, { signal }).catch(error => {
          if (!signal.aborted) content.hidden = true;
          throw error;
        });
        if (signal.aborted) return;
        content.hidden = false;
        colour.hidden = found.tokens === 0;
        setText(note, noteOf(found, ports));
        table.replaceChildren(...rowsOf(found, ports));
        picture.show(graphOf(found, ports));
      },
    };
  },
};

function noteOf(
  { states, tokens, isCut }: HiddenStatesOverview,
  { texts: { t }, numbers }: PartPorts,
): string {
  const figures = t(
    'Expected: over a long text, by the transition probabilities. A duration is the mean number of tokens before the state is left.',
  );
  const read = t('In the text: on the most likely path (Viterbi); tokens read: {0}.', numbers.whole(tokens));
  const cut = t('The text has more tokens, which were not read.');
  const more = t('The table has the first {0} of {1} states.', ROWS, numbers.whole(states.length));
  return [
    figures,
    ...(tokens > 0 ? [read] : []),
    ...(isCut ? [cut] : []),
    ...(states.length > ROWS ? [more] : []),
  ].join(' ');
}

function rowsOf({ states }: HiddenStatesOverview, ports: PartPorts): HTMLElement[] {
  const { t } = ports.texts;
  const titles = [
    t('State'),
    t('Share, expected'),
    t('Share, in the text'),
    t('Duration, expected'),
    t('Duration, in the text'),
    t('Most likely symbols'),
  ].map(title => {
    const cell = element('th', '', title);
    cell.scope = 'col';
    return cell;
  });
  const rows = states.slice(0, ROWS).map((state, i) => rowOf(state, i, ports));
  return [element('thead', '', element('tr', '', ...titles)), element('tbody', '', ...rows)];
}

function rowOf(state: HiddenStateFacts, index: number, { numbers }: PartPorts): HTMLElement {
  const { observed } = state;
  const share = (value: number) => `${numbers.precise(100 * value, 3)}%`;
  const duration = (value: number) =>
    Number.isFinite(value) ? numbers.precise(value, 3) : Number.isNaN(value) ? '' : '∞';
  const patch = element('span', 'state-patch');
  patch.style.background = `var(${CSS.escape(colourName(index))})`;
  const symbols = state.symbols.map(({ symbol, p }) => element('span', '', `${visible(symbol)} ${share(p)}`));
  const figures = [
    ...[share(state.share), observed ? share(observed.share) : ''],
    ...[duration(state.duration), observed ? duration(observed.duration) : ''],
  ];
  const name = element('td', '', patch, String(index + 1));
  const cells = figures.map(figure => element('td', '', figure));
  return element('tr', '', name, ...cells, element('td', 'state-symbols', ...symbols));
}

function graphOf(found: HiddenStatesOverview, { texts: { t }, numbers }: PartPorts): PictureContent {
  const N = found.states.length;
  const size = stateGraphSize(N);
  const shown = Math.min(N, COLUMNS);
  return {
    title: t('Transitions'),
    note: t(
      'Arrows: probability of the next state, from {0}% on; the wider, the more probable. The graph has at most {1} states: those with the largest shares.',
      ...[size.leastPercent, size.most],
    ),
    widthOf: () => size.width,
    heightOf: () => size.height,
    draw: (_width, theme) =>
      stateGraphScene(found, stateColours(), theme, p => `${numbers.precise(100 * p, 2)}%`),
    table: () => [
      [t('From state'), ...Array.from({ length: shown }, (_, j) => t('to {0}', j + 1))],
      ...Array.from({ length: shown }, (_, i) => [
        String(i + 1),
        ...Array.from({ length: shown }, (_, j) => numbers.precise(found.transitions[i * N + j], 3)),
      ]),
    ],
  };
}

/** Returns the CSS variable of the theme colour of a state. In webviews, VS Code replaces only the first dot of its name. */
const colourName = (state: number) => `--vscode-elman-heatmap.state${(state % COLOURS) + 1}`;

/** Reads the theme's colours of states. A canvas does not support CSS variables. */
function stateColours(): string[] {
  const style = getComputedStyle(document.body);
  return Array.from({ length: COLOURS }, (_, state) => style.getPropertyValue(colourName(state)).trim());
}
