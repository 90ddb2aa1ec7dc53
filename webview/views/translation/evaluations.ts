import type { RunData } from '../../../src/charts/runs/runData';
import type { TranslatorFigures } from '../../../src/protocol/translationFigures';
import type { Page } from '../../page';

interface Evaluation {
  /** What determined the figures: the weights that were evaluated. */
  readonly of: string;
  readonly figures?: TranslatorFigures;
  /** The reason why the run could not be evaluated. */
  readonly error?: string;
}

/** What determines the figures of a run: the weights that are evaluated. At the end of a run, its last weights are stored. */
const stateOf = ({ record: { validation, iteration, state } }: RunData) =>
  JSON.stringify([state, validation?.best.iteration ?? (state === 'running' ? 0 : iteration)]);

/**
 * Asks for the evaluations of the shown runs that train translators, and again when they have better weights. Only one request is
 * made at a time, for the current run first.
 */
export class TranslatorEvaluations {
  private readonly known = new Map<string, Evaluation>();
  private isAsking = false;

  constructor(private readonly page: Page) {}

  /** Returns what is known of a run. Undefined until it was evaluated for the first time. */
  of(id: string): Omit<Evaluation, 'of'> | undefined {
    return this.known.get(id);
  }

  update(): void {
    const { current, runs } = this.page.model;
    if (this.isAsking) return;
    const translators = [...(current ? [current] : []), ...runs].filter(({ record }) => record.translation);
    const next = translators.find(run => this.known.get(run.id)?.of !== stateOf(run));
    if (!next) return;
    this.isAsking = true;
    void this.ask(next.id, stateOf(next));
  }

  private async ask(id: string, of: string): Promise<void> {
    const { host, texts, refresh } = this.page;
    try {
      this.known.set(id, { of, figures: await host.request('translatorFigures', { id }) });
    } catch (error) {
      this.known.set(id, { of, error: texts.explain(error) });
    } finally {
      this.isAsking = false;
      refresh();
    }
  }
}
