import assert from 'node:assert/strict';
import { RunSubscriptions } from '../../../src/extension/dashboard/runSubscriptions';
import type { Scheduler } from '../../../src/extension/dashboard/updateBatcher';
import { DashboardModel } from '../../../webview/dashboardModel';
import { FakeRunManager } from './fakeRunManager';

/**
 * A window in which a page can be shown, hidden and reloaded. The run manager exists all the time. A page
 * that is shown or reloaded starts without data.
 */
export class Window {
  readonly runManager = new FakeRunManager();
  /** The messages sent to pages, in order. */
  readonly sent: string[] = [];
  private readonly waiting = new Set<() => void>();
  private answering = Promise.resolve();
  private page: { readonly model: DashboardModel; readonly subscriptions: RunSubscriptions } | undefined;

  show(): void {
    this.hide();
    const model = new DashboardModel();
    const heard = {
      shown: model.show,
      opened: model.open,
      update: model.update,
      // Only the walkthrough unfolds parts of a page.
      unfold: () => assert.fail(),
    };
    const later: Scheduler = action => {
      const due = () => {
        this.waiting.delete(due);
        action();
      };
      this.waiting.add(due);
      return () => this.waiting.delete(due);
    };
    const subscriptions = new RunSubscriptions({
      runManager: this.runManager.runManager,
      selection: this.runManager.selection,
      later,
      send: (name, payload) => {
        this.sent.push('kind' in payload ? payload.kind : name);
        assert.equal(this.page?.model, model, 'a page that is gone was sent something');
        (heard[name] as (news: typeof payload) => void).call(model, structuredClone(payload));
      },
      report: error => {
        throw error;
      },
    });
    this.page = { model, subscriptions };
    this.answering = new Promise<void>(setImmediate).then(() => {
      if (this.page?.subscriptions !== subscriptions) return;
      model.snapshot({ shown: subscriptions.shown, defaults: {}, translations: {}, language: 'en' });
      subscriptions.start();
    });
  }

  /**
   * Resolves when the page has its snapshot. The host first reads its list of runs, during which events can
   * occur.
   */
  answered(): Promise<void> {
    return this.answering;
  }

  hide(): void {
    this.page?.subscriptions.dispose();
    this.page = undefined;
  }

  /** Sends the updates that the batcher delays. */
  deliver(): void {
    for (const due of [...this.waiting]) due();
  }

  /** Sends all updates, and then asserts that the page shows the chosen runs in their true state. */
  async check(): Promise<void> {
    await this.answered();
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
      this.runManager.ids,
    );
    assert.equal(model.current?.id, this.runManager.ids[0]);
    for (const { record, table, samples, changes, id } of model.runs) {
      const truth = this.runManager.runs.get(id);
      const { live, lowerRate, ...plain } = record;
      assert.deepEqual({ live, state: plain.state }, { live: truth?.live, state: truth?.record.state });
      // While a run trains, its last row may be newer than its record, so the iterations are not compared.
      if (plain.state !== 'running') assert.equal(plain.iteration, truth?.record.iteration);
      assert.deepEqual(samples, truth?.samples);
      assert.deepEqual(changes, truth?.changes);
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
