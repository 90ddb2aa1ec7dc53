import { setText } from '../../dom';
import { prefersLessMotion } from '../../motion';

/** Milliseconds in which a text is typed out. */
const DURATION = 800;
/**
 * Texts that follow each other faster than this, in milliseconds, are shown at once: they could not be read.
 */
const MIN_PAUSE = 1500;

/** A text that is typed out when it arrives, as text and never as HTML. */
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
    /** Shows a text. `arrives`: it was just written, so it is typed out. */
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
