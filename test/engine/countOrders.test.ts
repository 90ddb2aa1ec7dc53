import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { comparisonText } from '../../src/engine/comparison/comparisonText';
import { configure } from '../../src/engine/configuration/configure';
import { countOrders } from '../../src/engine/course/countOrders';
import type { OrderFigures } from '../../src/protocol/course';

const figures = (name: string, bytes: Uint8Array, settings = {}) =>
  countOrders(comparisonText({ name, bytes }, configure(settings)));

describe('n-gram orders of the course', () => {
  for (const [file, best] of [
    ['english.txt', 5],
    ['japanese.txt', 2],
  ] as const)
    it(`of ${file}: perplexity of plain counting falls, then rises; sizes and unseen n-grams grow`, () => {
      const { orders } = figures(file, readFileSync(`media/samples/${file}`));
      const column = (name: keyof OrderFigures) => orders.map(each => each[name]);
      assert.deepEqual(column('order'), [1, 2, 3, 4, 5, 6]);
      const counted = column('counted');
      assert.deepEqual(
        counted.slice(0, best),
        counted.slice(0, best).toSorted((a, b) => b - a),
      );
      assert.deepEqual(
        counted.slice(best - 1),
        counted.slice(best - 1).toSorted((a, b) => a - b),
      );
      for (const name of ['ngrams', 'unseen'] as const) {
        assert.deepEqual(
          column(name),
          column(name).toSorted((a, b) => a - b),
        );
      }
      for (const { counted, smoothed } of orders.slice(1)) assert.ok(smoothed < counted);
    });

  it('counts exactly: the shares of a repeated text are known', () => {
    const { orders, tokens } = figures('a.txt', Buffer.from('ab'.repeat(500)));
    assert.equal(tokens, 1000);
    assert.deepEqual(
      orders.map(({ unseen }) => unseen),
      [0, 0, 0, 0, 0, 0],
    );
    // After the 900 tokens before it, the next letter is certain up to the added 0.1.
    assert.ok(Math.abs(orders[1].counted - 450.2 / 450.1) < 1e-3);
  });
});
