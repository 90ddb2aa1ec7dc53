import assert from 'node:assert/strict';
import { averageLinkage } from '../../../src/engine/scoring/clusters/averageLinkage';
import { dendrogramText } from '../../../src/export/clusters/dendrogram';
import { newick } from '../../../src/export/clusters/newick';

const cluster = averageLinkage({ vectors: Float32Array.of(0, 1, 10, 12, 30), size: 1 });

describe('a dendrogram', () => {
  it('is drawn in proportion to the heights', () => {
    const text = dendrogramText(cluster, ['man', 'woman', '犬', 'cat', "it's"]);
    assert.deepEqual(text.split('\n'), [
      "it's  ────────────────────────────────────────────────────────────┐",
      'man   ──┬───────────────────────┐                                 ├──',
      'woman ──┘                       ├─────────────────────────────────┘',
      '犬    ─────┬────────────────────┘',
      'cat   ─────┘',
      '      0                                                       24.25',
      '',
    ]);
  });

  it('is written in the format of Newick', () => {
    assert.equal(
      newick(cluster, ['man', 'woman', '犬', 'cat', "it's"]),
      "('it''s':24.25,((man:1,woman:1):9.5,(犬:2,cat:2):8.5):13.75);\n",
    );
  });
});
