import assert from 'node:assert/strict';
import {
  Cancelled,
  Channel,
  ChannelClosed,
  type Handlers,
  type Nothing,
  type Port,
} from '../../src/protocol/channel';
import { UserError } from '../../src/protocol/userError';

interface Requests {
  double(params: { readonly x: number }): number;
  wait(params: undefined): string;
  refuse(params: undefined): void;
  crash(params: undefined): void;
}

interface Events {
  tick: number;
}

/**
 * Returns two connected ports. As real ports do, they clone messages and deliver them in the next turn of the
 * event loop.
 */
function wire(): [Port, Port] {
  const receivers: ((message: unknown) => void)[] = [];
  const end = (other: 0 | 1): Port => ({
    post: message => {
      const clone = structuredClone(message);
      queueMicrotask(() => receivers[other](clone));
    },
    listen: receive => {
      receivers[1 - other] = receive;
    },
  });
  return [end(1), end(0)];
}

function pair(overrides: Partial<Handlers<Requests>> = {}) {
  const [near, far] = wire();
  const reports: unknown[] = [];
  const aborted: string[] = [];
  const report = (error: unknown) => reports.push(error);
  const handlers: Handlers<Requests> = {
    double: ({ x }) => 2 * x,
    wait: (_params, signal) =>
      new Promise(resolve => {
        signal.addEventListener('abort', () => {
          aborted.push('wait');
          resolve('too late');
        });
      }),
    refuse: () => {
      throw new UserError('The {0} is {1}.', ['file', 'empty'], 'text.unit', 'a.txt');
    },
    crash: () => {
      throw new TypeError('oops');
    },
    ...overrides,
  };
  const server: Channel<Nothing, Nothing, Requests, Events> = new Channel(far, handlers, report);
  const client: Channel<Requests, Events, Nothing, Nothing> = new Channel(near, {}, report);
  return { client, server, reports, aborted, near };
}

describe('a channel', () => {
  it('answers requests, even many at once', async () => {
    const { client } = pair();
    assert.deepEqual(await Promise.all([1, 2, 3].map(x => client.request('double', { x }))), [2, 4, 6]);
  });

  it('transfers an error for users completely, and reports any other error', async () => {
    const { client, reports } = pair();
    await assert.rejects(client.request('refuse', undefined), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.deepEqual([error.message, error.setting], ['a.txt: The file is empty.', 'text.unit']);
      assert.deepEqual(
        [error.template, error.args, error.file],
        ['The {0} is {1}.', ['file', 'empty'], 'a.txt'],
      );
      return true;
    });
    assert.equal(reports.length, 0);
    await assert.rejects(client.request('crash', undefined), { message: 'oops' });
    assert.equal(reports.length, 1);
  });

  it('refuses requests without a handler, including names that every object inherits', async () => {
    const { client } = pair();
    for (const method of ['nothing', 'toString', '__proto__']) {
      await assert.rejects(client.request(method as 'wait', undefined), /no such request/);
    }
  });

  it('cancels a request: the sender at once, the receiver by its signal', async () => {
    const { client, aborted } = pair();
    const abort = new AbortController();
    const waiting = client.request('wait', undefined, { signal: abort.signal });
    // After this answer, the first request has arrived.
    await client.request('double', { x: 1 });
    abort.abort();
    await assert.rejects(waiting, Cancelled);
    await client.request('double', { x: 1 });
    assert.deepEqual(aborted, ['wait']);
    await assert.rejects(client.request('wait', undefined, { signal: abort.signal }), Cancelled);
  });

  it('rejects pending requests when it closes, and all later ones', async () => {
    const { client } = pair();
    const waiting = client.request('wait', undefined);
    client.close('the worker died');
    await assert.rejects(
      waiting,
      (error: unknown) => error instanceof ChannelClosed && /died/.test(error.message),
    );
    await assert.rejects(client.request('double', { x: 1 }), ChannelClosed);
  });

  it('says when all requests are answered, cancelled, or rejected because it closed', async () => {
    const { client } = pair();
    const heard: string[] = [];
    const note = (what: string) => () => heard.push(what);
    await client.answered(); // no request was made
    const abort = new AbortController();
    const waiting = client.request('wait', undefined, { signal: abort.signal }).catch(note('cancelled'));
    const doubled = client.request('double', { x: 1 }).then(note('doubled'));
    const answered = client.answered().then(note('all'));
    await doubled;
    assert.deepEqual(heard, ['doubled']);
    abort.abort();
    await Promise.all([waiting, answered]);
    assert.deepEqual(heard.toSorted(), ['all', 'cancelled', 'doubled']);
    const last = client.request('wait', undefined).catch(note('closed'));
    const closed = client.answered();
    client.close();
    await Promise.all([last, closed]);
  });

  it('delivers events in order until the listener is disposed', async () => {
    const { client, server, reports } = pair();
    const heard: number[] = [];
    const listener = client.on('tick', n => heard.push(n));
    for (const n of [1, 2, 3]) server.send('tick', n);
    await client.request('double', { x: 1 });
    listener.dispose();
    server.send('tick', 4);
    await client.request('double', { x: 1 });
    assert.deepEqual(heard, [1, 2, 3]);
    assert.equal(reports.length, 0);
  });

  it('reports a lost event', () => {
    let receive: (message: unknown) => void = () => {};
    const reports: unknown[] = [];
    const port: Port = {
      post: () => {},
      listen: r => {
        receive = r;
      },
    };
    new Channel(port, {}, error => reports.push(error));
    receive({ kind: 'event', sequence: 1, name: 'tick', payload: 0 });
    receive({ kind: 'event', sequence: 3, name: 'tick', payload: 0 });
    assert.match(String(reports[0]), /event 3 .* where 2 was due/);
  });
});
