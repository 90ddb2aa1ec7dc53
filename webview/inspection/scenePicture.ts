import type { Scene } from '../../src/charts/plot/scene';
import type { PlotTheme } from '../../src/charts/plot/theme';
import type { PageTexts } from '../../src/charts/texts';
import type { Picture } from '../../src/protocol/dashboard';
import { element, setText } from '../dom';
import { paint } from '../plot/canvas';
import { measureIn } from '../plot/measure';
import { onThemeChange, readTheme } from '../plot/readTheme';
import { menuButton } from '../views/menu';
import { PICTURE, saveEntries } from '../views/plots/savePlot';

/** How a picture is drawn, and its values as a table. */
export interface PictureContent {
  readonly title: string;
  readonly note: string;
  /** Returns the width of the picture, if it does not fill the room: it may then scroll. */
  widthOf?(room: number): number;
  /** Returns the height of a picture of this width, in pixels. */
  heightOf(width: number): number;
  draw(width: number, theme: PlotTheme, measure: (text: string) => number): Scene;
  /** The rows of the table. The first row contains the headings. */
  table(): readonly (readonly string[])[];
}

/** What a picture needs of its page: its texts, and the request that saves a picture. */
export interface PicturePorts {
  readonly texts: PageTexts;
  readonly host: { request(method: 'save', picture: Picture): Promise<unknown> };
  readonly fail: (error: unknown) => void;
}

/**
 * Returns a section with a picture, its title, a table of its values, and a menu that shows the table and saves the picture.
 * The picture is drawn again when its width or the theme changes.
 */
export function scenePicture({ texts, host, fail }: PicturePorts) {
  const heading = element('h2');
  const note = element('p', 'note secondary');
  const canvas = element('canvas');
  canvas.setAttribute('role', 'img');
  const table = element('table', 'figures');
  table.hidden = true;
  let content: PictureContent | undefined;

  const sceneOf = (width: number) => {
    const theme = readTheme();
    return content?.draw(width, theme, measureIn(canvas.getContext('2d'), theme));
  };
  const draw = () => {
    const room = canvas.parentElement?.clientWidth ?? 0;
    const context = canvas.getContext('2d');
    if (!content || !context || room === 0) return;
    const width = content.widthOf?.(room) ?? room;
    const ratio = window.devicePixelRatio;
    const height = content.heightOf(width);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = content.widthOf ? `${width}px` : '';
    canvas.style.height = `${height}px`;
    const scene = sceneOf(width);
    if (scene) paint(context, scene, ratio);
  };
  const fill = () => {
    if (!table.hidden && content) table.replaceChildren(...rowsOf(content.table()));
  };
  const menu = menuButton(() => [[tableEntry(texts, table, fill)], saved()]);
  const saved = () =>
    saveEntries(
      texts,
      () => {
        const scene = sceneOf(content?.widthOf?.(PICTURE.width) ?? PICTURE.width);
        return content && scene && { title: content.title, scene };
      },
      picture => void picture.then(drawn => host.request('save', drawn)).catch(fail),
    );
  const frame = element('div', 'frame', canvas);
  new ResizeObserver(draw).observe(frame);
  onThemeChange(draw);
  const top = element('div', 'heading', heading, element('span', 'buttons', menu.box));
  return {
    box: element('section', 'picture', top, note, frame, element('div', 'table-frame', table)),
    canvas,
    show(shown: PictureContent) {
      content = shown;
      setText(heading, shown.title);
      setText(note, shown.note);
      canvas.setAttribute('aria-label', `${shown.title}. ${shown.note}`);
      menu.say(texts.t('More actions'));
      draw();
      fill();
    },
  };
}

const tableEntry = ({ t }: PageTexts, table: HTMLElement, fill: () => void) => ({
  label: t('Values as a table'),
  isChecked: !table.hidden,
  press: () => {
    table.hidden = !table.hidden;
    fill();
  },
});

function rowsOf([head, ...rows]: readonly (readonly string[])[]): HTMLElement[] {
  const headings = head.map(text => {
    const cell = element('th', '', text);
    cell.scope = 'col';
    return cell;
  });
  const body = rows.map(row => element('tr', '', ...row.map(text => element('td', '', text))));
  return [element('thead', '', element('tr', '', ...headings)), element('tbody', '', ...body)];
}
