import { setText } from '../../dom';
import { prefersLessMotion } from '../../motion';

/** Duration in milliseconds in which a text appears character by character. */
const DURATION = 800;
/**
 * Minimum milliseconds since the previous text for typing a text out. If texts follow each other faster, they
 * appear at once, because they could not be read while being typed.
 */
const MIN_PAUSE = 1500;

/** Shows texts in a box. A new text can appear character by character. It is never interpreted as HTML. */
export function typedText(box: HTMLElement) {
  let whole = '';
  let frame = 0;
  let arrived = Number.NEGATIVE_INFINITY;

  const type = (symbols: readonly string[], start: number) => {
    frame = requestAnimationFrame(now => {
      const count = Math.ceil((symbols.length * (now - start)) / DURATION);
      setText(box, symbols.slice(0, count).join(''));
      if (count < symbols.length) type(symbols, start);
    });
  };

  return {
    /** The whole text, also while it is being typed. */
    get value() {
      return whole;
    },
    /** Shows a text. If `arrives` is set, it was just generated and appears character by character. */
    show(text: string, arrives: boolean) {
      if (text === whole) return;
      whole = text;
      cancelAnimationFrame(frame);
      const now = performance.now();
      const isRead = now - arrived >= MIN_PAUSE;
      if (arrives) arrived = now;
      if (arrives && isRead && !prefersLessMotion()) type(Array.from(text), now);
      else setText(box, text);
    },
  };
}
