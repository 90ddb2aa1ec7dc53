import type { Numbers } from './format';
import type { Host } from './host';
import type { Model } from './model';
import type { Texts } from './texts';

/** What every view of the page works with. */
export interface Page {
  readonly host: Host;
  readonly model: Model;
  readonly texts: Texts;
  readonly numbers: Numbers;
  /** Shows what went wrong, or nothing. */
  readonly say: (message: string) => void;
  /** Draws everything from the model, soon. */
  readonly refresh: () => void;
}

/** A part of the page: made once, updated from the model. */
export interface View {
  readonly box: HTMLElement;
  update(): void;
}

/** Runs a request and shows its error in the page. */
export function attempt(page: Page, request: Promise<unknown>): void {
  request.then(
    () => page.say(''),
    (error: unknown) => page.say(error instanceof Error ? error.message : String(error)),
  );
}
