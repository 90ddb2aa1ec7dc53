import assert from 'node:assert/strict';
import { stateGraphScene, stateGraphSize } from '../../src/charts/inspection/stateGraphScene';
import type { PlotTheme } from '../../src/charts/plot/theme';
import type { HiddenStatesOverview } from '../../src/protocol/hiddenStates';

const theme: PlotTheme = {
  ...{ text: '#111', secondary: '#222', background: '#fff', grid: '#333', font: 'sans' },
  ...{ highContrast: false, lines: ['#00f'] },
};

function overview(count: number, transitions: readonly number[]): HiddenStatesOverview {
  const states = Array.from({ length: count }, (_, state) => ({
    ...{ share: (state + 1) / 1000, duration: 1 },
    symbols: [{ symbol: ' ', p: 0.5 }],
  }));
  return { states, transitions: Float64Array.from(transitions), tokens: 0, isCut: false };
}

const textsOf = (found: HiddenStatesOverview) =>
  stateGraphScene(found, ['#aaa', '#bbb'], theme, p => `${100 * p}%`).layers.flatMap(({ shapes }) =>
    shapes.flatMap(shape => (shape.kind === 'text' ? [shape.text] : [])),
  );

describe('the graph of transitions between states', () => {
  it('has an arrow and a percentage for each transition from 5% on', () => {
    const texts = textsOf(overview(2, [0.75, 0.25, 0.96, 0.04]));
    assert.deepEqual(texts, ['1', '␣', '2', '␣', '75%', '25%', '96%']);
  });

  it('shows the 16 states with the largest shares', () => {
    const texts = textsOf(overview(20, new Array(400).fill(0)));
    const expected = Array.from({ length: 16 }, (_, i) => String(i + 5));
    assert.deepEqual(
      texts.filter(each => each !== '␣'),
      expected,
    );
  });

  it('keeps every shape inside the picture, for any number of states', () => {
    for (let count = 1; count <= 20; count++) {
      const { width, height } = stateGraphSize(count);
      const found = overview(count, new Array(count * count).fill(1));
      for (const { shapes } of stateGraphScene(found, ['#aaa'], theme, () => '100%').layers)
        for (const shape of shapes) {
          const points = shape.kind === 'text' ? [shape.x, shape.y] : shape.points;
          assert.ok(
            points.every((each, i) => each >= 0 && each <= [width, height][i % 2]),
            `${count} states: ${points}`,
          );
        }
    }
  });
});
