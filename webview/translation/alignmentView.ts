import type { NumberFormat } from '../../src/charts/format';
import { alignmentScene, alignmentSize } from '../../src/charts/inspection/alignmentScene';
import type { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { visible } from '../../src/common/visibleToken';
import type { TranslatedSource, Translations, WrittenTarget } from '../../src/protocol/translationWorker';
import { element, setText } from '../dom';
import type { PictureContent } from '../inspection/scenePicture';
import { type PicturePorts, scenePicture } from '../inspection/scenePicture';

type AlignmentPorts = PicturePorts & { readonly texts: PageTexts; readonly numbers: NumberFormat };

/** Shows the targets that the search found for a source, and the weights of attention for one of them. */
export class AlignmentView {
  readonly box: HTMLElement;
  private readonly choice = element('select');
  private readonly label: HTMLElement;
  private readonly note = element('p', 'note secondary');
  private readonly picture: ReturnType<typeof scenePicture>;
  private source: TranslatedSource | undefined;

  constructor(private readonly ports: AlignmentPorts) {
    this.picture = scenePicture(ports);
    this.label = element('label', 'toggle', element('span', '', ports.texts.t('Target')), this.choice);
    this.choice.addEventListener('change', () => this.draw());
    this.box = element('section', 'alignment', this.label, this.note, this.picture.box);
  }

  show(source: TranslatedSource, { hasAttention }: Translations): void {
    const { texts, numbers } = this.ports;
    const { t } = texts;
    this.source = source;
    const options = source.targets.map(({ text, probability, isComplete }, i) => {
      const end = isComplete ? '' : ` (${t('cut off')})`;
      const option = element('option', '', `${oneLine(text)}${end} · ${numbers.decimal(probability, 3)}`);
      option.value = String(i);
      return option;
    });
    this.choice.replaceChildren(...options);
    this.label.hidden = source.targets.length === 0;
    this.note.hidden = hasAttention || source.targets.length === 0;
    setText(
      this.note,
      t('This network has no attention: it writes the target from one vector, so there is no alignment.'),
    );
    this.draw();
  }

  private draw(): void {
    const target = this.source?.targets[Number(this.choice.value)];
    this.picture.box.hidden = !this.source || !target || target.weights.length === 0;
    if (this.source && target && !this.picture.box.hidden)
      this.picture.show(this.contentOf(this.source, target));
  }

  private contentOf({ symbols: source }: TranslatedSource, target: WrittenTarget): PictureContent {
    const { texts, numbers } = this.ports;
    const { t } = texts;
    const { symbols, weights } = target;
    const alignment = { source, target: symbols, weights, end: t('(end)') };
    const nameOf = (row: number) => (row < symbols.length ? visible(symbols[row]) : alignment.end);
    const { width, height } = alignmentSize(alignment);
    return {
      title: t('Alignment'),
      note: t(
        'Columns: the source. Rows: the target, from top to bottom. The stronger the colour of a cell, the more the network attended to this symbol of the source while it wrote this symbol of the target.',
      ),
      widthOf: () => width,
      heightOf: () => height,
      draw: (_width, theme) => alignmentScene(alignment, theme),
      table: () => [
        ['', ...source.map(visible)],
        ...weights.map((row, r) => [nameOf(r), ...Array.from(row, weight => numbers.decimal(weight, 2))]),
      ],
    };
  }
}
