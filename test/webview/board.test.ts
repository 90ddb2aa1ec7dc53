import assert from 'node:assert/strict';
import type { Layout } from '../../src/charts/plot/layout';
import { Board } from '../../webview/board/board';
import { selectedBy } from '../../webview/plot/drag';
import { KeptState, type PageState } from '../../webview/state';

/** The cards of runs that label texts. Other runs do not have them. */
const ofExamples: readonly string[] = ['accuracy', 'calibration', 'exactByLength'];

/** Returns a board with the stored state `kept`, on which all cards of a language model are visible. */
function boardOf(kept?: Partial<PageState>) {
  let stored = kept as PageState | undefined;
  const vscode = {
    getState: () => stored,
    setState: (state: PageState) => {
      stored = state;
    },
  };
  const make = () => {
    const board = new Board(new KeptState(vscode));
    for (const key of board.order) board.setShown(key, !ofExamples.includes(key));
    return board;
  };
  return { board: make(), reload: make };
}

describe('the board of cards', () => {
  it('begins with the loss, and has the default pinned cards until somebody changes the page', () => {
    const { board } = boardOf();
    assert.equal(board.order[0], 'loss');
    assert.deepEqual(
      board.order.filter(key => board.groupOf(key) === 'first'),
      ['loss', 'sample', ...ofExamples, 'norms', 'flow'],
    );
    assert.equal(board.groupOf('activations'), 'units');
  });

  it('remembers the order and what is pinned', () => {
    const { board, reload } = boardOf();
    board.place('norms', 'before', 'loss');
    board.pin('flow', false);
    const again = reload();
    assert.deepEqual(again.order.slice(0, 3), ['norms', 'loss', 'sample']);
    assert.equal(again.groupOf('flow'), 'more');
  });

  it('moves a card past the shown ones of its part', () => {
    const { board } = boardOf();
    assert.equal(board.neighbour('loss', -1), undefined);
    assert.equal(board.neighbour('loss', 1), 'sample');
    board.setShown('norms', false);
    assert.equal(board.neighbour('sample', 1), 'flow');
    // The next card is in another part of the page.
    assert.equal(board.neighbour('flow', 1), undefined);
  });

  it('pins a card that is dropped among pinned ones, and unpins one that is dropped among the others', () => {
    const { board } = boardOf();
    board.place('activations', 'after', 'loss');
    assert.deepEqual(board.order.slice(0, 3), ['loss', 'activations', 'sample']);
    assert.ok(board.isPinned('activations'));
    board.place('loss', 'after', 'clipped');
    assert.ok(!board.isPinned('loss'));
    board.place('flow', 'before', 'flow');
    assert.ok(board.isPinned('flow'));
  });

  it('ignores cards of other versions, and adds those that a remembered order lacks', () => {
    const { board } = boardOf({ cards: ['flow', 'retired', 'loss'] });
    assert.deepEqual(board.order.slice(0, 3), ['flow', 'loss', 'sample']);
    assert.equal(new Set(board.order).size, 11);
  });
});

describe('a drag on a plot', () => {
  const layout = { box: { left: 40, top: 10, right: 340, bottom: 110 } } as Layout;
  const drag = (from: readonly [number, number], to: readonly [number, number]) => {
    const [x, y] = [from, to].map(([left, top]) => ({ x: left, y: top }));
    return selectedBy(x, y, layout);
  };

  it('selects a range of the axis that it follows, or of both', () => {
    assert.deepEqual(drag([100, 50], [200, 54]), { x: { min: 100, max: 200 }, y: undefined });
    assert.deepEqual(drag([100, 90], [103, 30]), { x: undefined, y: { min: 30, max: 90 } });
    assert.deepEqual(drag([200, 90], [100, 30]), { x: { min: 100, max: 200 }, y: { min: 30, max: 90 } });
    // The drag is nearly horizontal, so it selects no range of y.
    assert.deepEqual(drag([50, 50], [330, 70])?.y, undefined);
  });

  it('selects a range of the axis on whose numbers it began, up to the edge of the plot', () => {
    assert.deepEqual(drag([20, 60], [200, 400]), { x: undefined, y: { min: 60, max: 110 } });
    assert.deepEqual(drag([100, 120], [900, 20]), { x: { min: 100, max: 340 }, y: undefined });
  });

  it('is a click if it is short', () => {
    assert.equal(drag([100, 50], [102, 52]), undefined);
  });
});
