import type { LabellingFigures } from '../../../src/protocol/labelFigures';
import type { Page } from '../../page';
import { evaluatedWeights } from '../evaluatedWeights';

/**
 * Asks for the evaluation of the current run if it labels texts or tokens, and again when it has better weights. Only one
 * request is made at a time.
 */
export class RunEvaluation {
  private wanted = '';
  private isAsking = false;
  private known:
    | { readonly id: string; readonly figures?: LabellingFigures; readonly error?: string }
    | undefined;

  constructor(private readonly page: Page) {}

  /** The figures of the current run. Undefined while they are not known, and for a language model. */
  get figures(): LabellingFigures | undefined {
    return this.current?.figures;
  }

  /** The reason why the current run could not be evaluated, such as a missing text of an imported run. */
  get error(): string | undefined {
    return this.current?.error;
  }

  private get current() {
    return this.known?.id === this.page.model.current?.id ? this.known : undefined;
  }

  update(): void {
    const { current } = this.page.model;
    if (!current?.record.labelling || this.isAsking) return;
    const state = `${current.id} ${evaluatedWeights(current)}`;
    if (state === this.wanted) return;
    this.wanted = state;
    this.isAsking = true;
    void this.ask(current.id);
  }

  private async ask(id: string): Promise<void> {
    const { host, texts, refresh } = this.page;
    try {
      this.known = { id, figures: await host.request('labelFigures', { id }) };
    } catch (error) {
      this.known = { id, error: texts.explain(error) };
    } finally {
      this.isAsking = false;
      refresh();
    }
  }
}
