import { setText } from '../../dom';
import { prefersLessMotion } from '../../motion';

/** Milliseconds in which a new text appears, character by character. */
const DURATION = 800;
/**
 * Minimum time in milliseconds since the previous text at which a new text appears character by character. A
 * text that arrives sooner appears at once, because the user could not read it while it is being typed.
 */
const MIN_PAUSE = 1500;

/**
 * Shows texts in a box. A new text can appear character by character. Texts are never interpreted as HTML.
 */
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
    /** The whole text, even if only a part of it has appeared yet. */
    get value() {
      return whole;
    },
    /**
     * Shows a text. If `arrives` is true, the text was just generated, and appears character by character.
     */
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
