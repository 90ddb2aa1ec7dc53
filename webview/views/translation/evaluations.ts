import type { RunData } from '../../../src/charts/runs/runData';
import type { TranslatorFigures } from '../../../src/protocol/translationFigures';
import type { Page } from '../../page';
import { evaluatedWeights } from '../evaluatedWeights';

interface Evaluation {
  /** What determined the figures: the weights that were evaluated. */
  readonly of: string;
  readonly figures?: TranslatorFigures;
  /** The reason why the run could not be evaluated. */
  readonly error?: string;
}

/**
 * Asks for the evaluations of the shown runs that train translators, and again when they have better weights; while a run other
 * than the current one trains, only once. Only one request is made at a time, for the current run first. It is cancelled when
 * its run is no longer shown.
 */
export class TranslatorEvaluations {
  private readonly known = new Map<string, Evaluation>();
  /** The request that is made now, and its run. */
  private asking: { readonly id: string; readonly cancelling: AbortController } | undefined;

  constructor(private readonly page: Page) {}

  /** Returns what is known of a run. Undefined until it was evaluated for the first time. */
  of(id: string): Omit<Evaluation, 'of'> | undefined {
    return this.known.get(id);
  }

  update(): void {
    const { current, runs } = this.page.model;
    const translators = [...(current ? [current] : []), ...runs].filter(({ record }) => record.translation);
    if (this.asking) {
      const { id, cancelling } = this.asking;
      if (!translators.some(run => run.id === id)) cancelling.abort();
      return;
    }
    const next = translators.find(run => this.isDue(run, run === current));
    if (next) void this.ask(next.id, evaluatedWeights(next));
  }

  private isDue(run: RunData, isCurrent: boolean): boolean {
    const known = this.known.get(run.id);
    if (known && !isCurrent && run.record.state === 'running') return false;
    return known?.of !== evaluatedWeights(run);
  }

  private async ask(id: string, of: string): Promise<void> {
    const { host, texts, refresh } = this.page;
    const cancelling = new AbortController();
    this.asking = { id, cancelling };
    try {
      const figures = await host.request('translatorFigures', { id }, { signal: cancelling.signal });
      this.known.set(id, { of, figures });
    } catch (error) {
      if (!cancelling.signal.aborted) this.known.set(id, { of, error: texts.explain(error) });
    } finally {
      this.asking = undefined;
      refresh();
    }
  }
}
