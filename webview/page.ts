import { MAX_SEED } from '../src/protocol/dashboard';
import { reasonOf } from '../src/protocol/message';
import { UserError } from '../src/protocol/userError';
import type { NumberFormat } from './format';
import type { Host } from './host';
import type { DashboardModel } from './model/dashboardModel';
import type { Observable } from './observable';
import type { Across } from './plot/plot';
import type { PlotTheme } from './plot/theme';
import type { SeriesStore } from './series/seriesStore';
import type { KeptState } from './state';
import { type PageTexts, text } from './texts';

/** What every view of the page works with. */
export interface Page {
  readonly host: Host;
  readonly model: DashboardModel;
  readonly state: KeptState;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  /** What is drawn and summarised of the runs. */
  readonly series: SeriesStore;
  /** VS Code's colours as they are now. */
  readonly theme: () => PlotTheme;
  /** What all plots over time share. */
  readonly across: Across;
  /** The run that stands out among the others in every plot and list. */
  readonly highlight: Observable<string | undefined>;
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
    (error: unknown) => page.say(explain(page, error)),
  );
}

/** The error in the language of the page. */
export function explain({ texts }: Page, error: unknown): string {
  if (error instanceof UserError) return texts.t(text(error.template), ...error.args);
  return texts.t('An unexpected error occurred: {0}', reasonOf(error));
}

/** A seed typed, none where nothing was; says what is wrong with it otherwise. */
export function readSeed(page: Page, typed: string): number | undefined | 'wrong' {
  if (typed.trim() === '') return undefined;
  const value = Number(typed);
  if (Number.isInteger(value) && value >= 0 && value <= MAX_SEED) return value;
  page.say(page.texts.t('Enter a whole number from 0 to {0}, or nothing.', page.numbers.whole(MAX_SEED)));
  return 'wrong';
}

/** The number typed, with the comma of other languages, too. */
export function numberIn(typed: string): number {
  return typed.trim() === '' ? Number.NaN : Number(typed.replace(',', '.'));
}

/** The same from 0 to 10; says what is wrong with it otherwise. */
export function readNumber(page: Page, typed: string): number | undefined {
  const value = numberIn(typed);
  if (value > 0 && value <= 10) return value;
  page.say(page.texts.t('Enter a number above 0 and up to 10, such as 0.05.'));
  return undefined;
}
