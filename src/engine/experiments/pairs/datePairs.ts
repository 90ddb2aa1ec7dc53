import type { PairGenerator } from './pairGenerator';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The first and the last year of a date. */
const [FIRST, LAST] = [1900, 2099];
const DAY = 24 * 60 * 60 * 1000;

const two = (number: number) => String(number).padStart(2, '0');

/** The forms in which a date is written. In numbers, the day comes before the month. */
const forms: readonly ((date: Date) => string)[] = [
  date => `${dayOf(date)} ${monthOf(date)} ${yearOf(date)}`,
  date => `${monthOf(date)} ${dayOf(date)}, ${yearOf(date)}`,
  date => `${monthOf(date).slice(0, 3)} ${dayOf(date)} ${yearOf(date)}`,
  date => `${weekdays[date.getUTCDay()]}, ${dayOf(date)} ${monthOf(date)} ${yearOf(date)}`,
  date => `${dayOf(date)}.${date.getUTCMonth() + 1}.${yearOf(date)}`,
  date => `${two(dayOf(date))}/${two(date.getUTCMonth() + 1)}/${yearOf(date)}`,
  date => `${yearOf(date)}年${date.getUTCMonth() + 1}月${dayOf(date)}日`,
];

const dayOf = (date: Date) => date.getUTCDate();
const monthOf = (date: Date) => months[date.getUTCMonth()];
const yearOf = (date: Date) => date.getUTCFullYear();

/** Dates in one of several forms, and the same dates as ISO 8601 writes them. */
export const datePairs: PairGenerator = {
  description: `Dates from ${FIRST} to ${LAST} in ${forms.length} forms, and the same dates in ISO 8601: 3 March 2024<TAB>2024-03-03.`,
  hasLength: false,
  draw(draws) {
    const [from, to] = [Date.UTC(FIRST, 0, 1), Date.UTC(LAST + 1, 0, 1)];
    const date = new Date(from + DAY * Math.floor((draws.share() * (to - from)) / DAY));
    return [draws.oneOf(forms)(date), date.toISOString().slice(0, 10)];
  },
};
