import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Feeds } from '../../src/extension/dashboard/feeds';
import type { Later } from '../../src/extension/dashboard/newsQueue';
import { Model } from '../../webview/model/model';
import { FakeDesk } from './support/fakeDesk';

/** A window: the desk goes on whether or not a page looks at it; a page that is shown or reloaded begins anew. */
class Window {
  readonly desk = new FakeDesk();
  private readonly waiting = new Set<() => void>();
  private page: { readonly model: Model; readonly feeds: Feeds } | undefined;

  show(): void {
    this.hide();
    const model = new Model();
    const heard = {
      shown: model.show,
      opened: model.open,
      metrics: model.metrics,
      sample: model.sample,
      event: model.event,
      run: model.record,
    };
    const later: Later = action => {
      const due = () => {
        this.waiting.delete(due);
        action();
      };
      this.waiting.add(due);
      return () => this.waiting.delete(due);
    };
    const feeds = new Feeds({
      desk: this.desk.desk,
      selection: this.desk.selection,
      later,
      tell: (name, payload) => {
        assert.equal(this.page?.model, model, 'a page that is gone was told something');
        (heard[name] as (news: typeof payload) => void).call(model, structuredClone(payload));
      },
      report: error => {
        throw error;
      },
    });
    this.page = { model, feeds };
    model.snapshot({ shown: feeds.shown, defaults: {}, translations: {}, language: 'en' });
    void feeds.open();
  }

  hide(): void {
    this.page?.feeds.dispose();
    this.page = undefined;
  }

  /** Delivers what waits for its tenth of a second. */
  deliver(): void {
    for (const due of [...this.waiting]) due();
  }

  /** Once all is delivered, the page shows what is: the chosen runs, each as it is. */
  async check(): Promise<void> {
    for (let round = 0; round < 3; round++) {
      await new Promise(setImmediate);
      this.deliver();
    }
    if (!this.page) {
      assert.equal(this.waiting.size, 0, 'something waits for a page that is gone');
      return;
    }
    const { model } = this.page;
    assert.deepEqual(
      model.runs.map(({ id }) => id),
      this.desk.ids,
    );
    assert.equal(model.current?.id, this.desk.ids[0]);
    for (const { record, table, samples, id } of model.runs) {
      const truth = this.desk.runs.get(id);
      const { live, lowerRate, ...plain } = record;
      assert.deepEqual({ live, state: plain.state }, { live: truth?.live, state: truth?.record.state });
      // Between two announcements the measurements tell how far it is.
      if (plain.state !== 'running') assert.equal(plain.iteration, truth?.record.iteration);
      assert.deepEqual(samples, truth?.samples);
      assert.deepEqual(
        Array.from(table.column('iteration')),
        truth?.rows.map(([iteration]) => iteration),
      );
      assert.deepEqual(
        Array.from(table.column('loss')),
        truth?.rows.map(([, loss]) => loss),
      );
    }
  }
}

type Step = (window: Window) => void | Promise<void>;

const id = fc.constantFrom('a', 'b', 'c');
const ofRun = (act: (desk: FakeDesk, id: string) => void): fc.Arbitrary<Step> =>
  id.map(of => (window: Window) => act(window.desk, of));
const always = (step: Step): fc.Arbitrary<Step> => fc.constant(step);
const times = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });

const step: fc.Arbitrary<Step> = fc.oneof(
  times(
    3,
    ofRun((desk, of) => desk.start(of)),
  ),
  times(
    8,
    fc.tuple(id, fc.integer({ min: 1, max: 3 })).map(
      ([of, updates]): Step =>
        window =>
          window.desk.train(of, updates),
    ),
  ),
  times(
    3,
    ofRun((desk, of) => desk.sample(of)),
  ),
  times(
    3,
    ofRun((desk, of) => desk.checkpoint(of)),
  ),
  times(
    2,
    ofRun((desk, of) => desk.announce(of)),
  ),
  times(
    1,
    ofRun((desk, of) => desk.end(of, 'paused')),
  ),
  times(
    1,
    ofRun((desk, of) => desk.end(of, 'stopped')),
  ),
  times(
    2,
    ofRun((desk, of) => desk.end(of, 'interrupted')),
  ),
  times(
    1,
    ofRun((desk, of) => desk.fail(of)),
  ),
  times(
    4,
    ofRun((desk, of) => desk.resume(of)),
  ),
  times(
    1,
    ofRun((desk, of) => desk.remove(of)),
  ),
  times(
    2,
    fc.shuffledSubarray(['a', 'b', 'c']).map(
      (ids): Step =>
        window =>
          window.desk.choose(ids),
    ),
  ),
  times(
    2,
    always(window => window.show()),
  ),
  times(
    1,
    always(window => window.hide()),
  ),
  times(
    4,
    always(window => window.deliver()),
  ),
  times(
    4,
    always(() => new Promise(setImmediate)),
  ),
);

describe('a dashboard page and its host', () => {
  it('begin anew with a run that was resumed and stopped again while its history was read', async () => {
    const window = new Window();
    const acts: Step[] = [
      ({ desk }) => desk.start('a'),
      ({ desk }) => desk.train('a', 1),
      ({ desk }) => desk.end('a', 'stopped'),
      it => it.show(),
      ({ desk }) => desk.resume('a'), // at its checkpoint, without the row
      ({ desk }) => desk.end('a', 'stopped'),
    ];
    for (const act of acts) await act(window);
    await window.check();
  });

  it('never show a wrong state, whatever happens in whatever order', async function () {
    this.timeout(60_000);
    const steps = fc.array(step, { minLength: 5, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async all => {
        const window = new Window();
        window.show();
        for (const act of all) await act(window);
        await window.check();
      }),
      { numRuns: 10_000 },
    );
  });
});
