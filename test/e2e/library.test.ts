import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Browser, launchBrowser } from '../host/lib/browser';
import { type Engine, loadEngine, MODULE } from '../library/support/load';

/** Trains and writes; runs here and in the page, and may use nothing but its arguments. */
async function train(engine: Engine): Promise<string> {
  const text = 'hello world, '.repeat(60);
  const settings = { 'model.hidden': 16, 'training.maxIterations': 300, 'kernels.build': 'simd' } as const;
  const network = await engine.createNetwork(settings, text);
  for (const _report of network.train(text));
  const again = await engine.openNetwork(network.save());
  return `${again.sample({ length: 60 })} ${network.score('hello').perplexity}`;
}

describe('the library in a browser', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  it('trains a network to the same bits as in Node', async () => {
    const script = `(async () => {
      const source = new Blob([${JSON.stringify(readFileSync(MODULE, 'utf8'))}], { type: 'text/javascript' });
      const engine = await import(URL.createObjectURL(source));
      return (${train})(engine);
    })()`;
    const found = await browser.page.evaluate(script);
    const expected = await train(await loadEngine());
    assert.match(expected, /hello world, hello world/);
    assert.equal(found, expected);
  });
});
