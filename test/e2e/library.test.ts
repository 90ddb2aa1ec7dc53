import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Browser, launchBrowser } from '../host/lib/browser';
import { type Engine, loadEngine, MODULE } from '../package/support/load';
import { HANGS } from './support/until';

/**
 * Trains a network and returns a sample. Runs both in Node and in the page, so it must use only its argument.
 */
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

  it('trains in the page of the examples', async () => {
    const server = createServer(({ url = '/' }, response) => {
      const type = { '.html': 'text/html', '.mjs': 'text/javascript' }[extname(url)];
      if (!type) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': type }).end(readFileSync(join('.', url)));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      const { page } = browser;
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/examples/browser.html`);
      await page.locator('#train').click();
      await page.locator('body[data-done]').waitFor({ timeout: HANGS });
      assert.match(
        (await page.locator('#loss').textContent()) ?? '',
        /^iteration 1000: \d\.\d{3} nats per character$/,
      );
      assert.match((await page.locator('#sample').textContent()) ?? '', /the (cat|dog)/);
    } finally {
      server.close();
    }
  });
});
