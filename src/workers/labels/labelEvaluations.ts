import type { OpenLabelModel } from '../../engine/model/labelModel';
import type { ReadingPorts } from '../../engine/train/firstReading';
import type { LabelReading } from '../../engine/train/labels/readLabels';
import { storedExamples } from '../../engine/train/labels/reopenLabels';
import { baselineFigures, figuresOn } from '../../engine/train/labels/validationFigures';
import { storedTexts } from '../../engine/train/storedTexts';
import type { FoundExamples, LabellingFigures, NamedFigures } from '../../protocol/labelFigures';
import type { ConfusionCell } from '../../protocol/labelWorker';
import type { RunRecord } from '../../protocol/run';
import { examplesIn } from './confusedExamples';
import type { LabelModels } from './labelModels';

/** The examples of a run and the figures of its baselines. They do not change while the run trains. */
interface Prepared {
  readonly id: string;
  readonly reading: LabelReading;
  readonly baselines: readonly NamedFigures[];
}

/** Evaluates runs on their held-out examples. Keeps the examples of the run that was evaluated last. */
export class LabelEvaluations {
  private prepared: Prepared | undefined;
  private model: { readonly id: string; readonly open: OpenLabelModel } | undefined;

  constructor(
    private readonly ports: ReadingPorts,
    private readonly models: LabelModels,
  ) {}

  async figures(id: string): Promise<LabellingFigures> {
    const record = await this.ports.store.records.read(id);
    const open = await this.models.best(record);
    const { reading, baselines } = await this.prepare(record);
    this.model = { id, open };
    const { data, leftOut, validationLeftOut } = reading;
    const { training, validation, labels, rareLabels, unknownExamples, unknownTokens } = data;
    return {
      task: open.settings.labels.task,
      iteration: open.iteration,
      ...{ labels, rareLabels, leftOut, validationLeftOut, unknownExamples, unknownTokens, baselines },
      trained: training.countsOf(labels.length),
      training: training.count,
      validation: validation?.count ?? 0,
      ...(validation && { network: figuresOn(open, validation) }),
    };
  }

  async examples({ id, correct, predicted }: ConfusionCell): Promise<FoundExamples> {
    const record = await this.ports.store.records.read(id);
    const { reading } = await this.prepare(record);
    const open = this.model?.id === id ? this.model.open : await this.models.best(record);
    const { validation } = reading.data;
    const { text, validationText } = await storedTexts(this.ports, record);
    const source = record.validationText ?? record.text;
    const found = validation
      ? examplesIn(open, validation, { correct, predicted }, validationText ?? text)
      : { examples: [], count: 0 };
    return { source: { name: source.name, uri: source.uri }, ...found };
  }

  private async prepare(record: RunRecord): Promise<Prepared> {
    if (this.prepared?.id === record.id) return this.prepared;
    const { settings, reading } = await storedExamples(this.ports, record);
    const { data } = reading;
    const baselines = data.validation ? baselineFigures(settings, data, data.validation) : [];
    this.prepared = { id: record.id, reading, baselines };
    return this.prepared;
  }
}
