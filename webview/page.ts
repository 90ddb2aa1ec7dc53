import type { NumberFormat } from '../src/charts/format';
import type { PlotTheme } from '../src/charts/plot/theme';
import type { SeriesStore } from '../src/charts/series/seriesStore';
import type { PageTexts } from '../src/charts/texts';
import { MAX_SEED, type Picture } from '../src/protocol/dashboard';
import type { Board } from './board/board';
import type { FullScreen } from './board/fullScreen';
import type { DashboardModel } from './dashboardModel';
import type { Host } from './host';
import type { Observable } from './observable';
import type { SharedAxis } from './plot/sharedAxis';
import type { KeptState } from './state';

/** The objects that every view of the page uses. */
export interface Page {
  readonly host: Host;
  readonly model: DashboardModel;
  readonly state: KeptState;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  /** The prepared data series of the runs. */
  readonly series: SeriesStore;
  /** Returns VS Code's current colours. */
  readonly theme: () => PlotTheme;
  /** The zoom and the cursor that all plots over time share. */
  readonly across: SharedAxis;
  /** The order of the cards, and which are pinned. */
  readonly board: Board;
  /** The dialog in which one card can be shown on the whole page. */
  readonly fullScreen: FullScreen;
  /** The id of the run that is highlighted in every plot and list. */
  readonly highlight: Observable<string | undefined>;
  /** Shows an error message. An empty text removes it. */
  readonly say: (message: string) => void;
  /** Schedules a redraw of the page from the model. */
  readonly refresh: () => void;
}

/** A part of the page. It is created once and updated when the model changes. */
export interface View {
  readonly box: HTMLElement;
  update(): void;
}

/** Runs a request and shows its error in the page. */
export function attempt(page: Page, request: Promise<unknown>): void {
  request.then(
    () => page.say(''),
    (error: unknown) => page.say(page.texts.explain(error)),
  );
}

/** Saves a picture when it is drawn. */
export const savePicture = (page: Page) => (picture: Promise<Picture>) =>
  attempt(
    page,
    picture.then(drawn => page.host.request('save', drawn)),
  );

/**
 * Returns the seed that was typed. Undefined if the field is empty. If the text is not a valid seed, shows an
 * error and returns 'wrong'.
 */
export function readSeed(page: Page, typed: string): number | undefined | 'wrong' {
  if (typed.trim() === '') return undefined;
  const value = Number(typed);
  if (Number.isInteger(value) && value >= 0 && value <= MAX_SEED) return value;
  page.say(page.texts.t('Enter a whole number from 0 to {0}, or nothing.', page.numbers.whole(MAX_SEED)));
  return 'wrong';
}

/** Parses a typed number, with a decimal point or a decimal comma. NaN if the text is not a number. */
export function numberIn(typed: string): number {
  return typed.trim() === '' ? Number.NaN : Number(typed.replace(',', '.'));
}

/**
 * Returns the number that was typed, if it is above 0 and at most 10. For any other text, shows an error and
 * returns undefined.
 */
export function readNumber(page: Page, typed: string): number | undefined {
  const value = numberIn(typed);
  if (value > 0 && value <= 10) return value;
  page.say(page.texts.t('Enter a number above 0 and up to 10, such as 0.05.'));
  return undefined;
}
