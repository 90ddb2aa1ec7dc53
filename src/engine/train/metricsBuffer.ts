import type { MetricsBlock, Validation } from '../../protocol/run';
import { isMinCharRnn } from './minCharRnn';
import type { ParameterTrainer } from './parameterTrainer';
import type { StepReport } from './stepReport';

/** The values of an update that are measured outside of the trainer's step. */
interface UpdateMeasures {
  readonly tokensPerSecond: number;
  readonly elapsed: number;
  /** The validation of the weights before the update. */
  readonly validation?: Validation;
  /** The largest absolute eigenvalue of each recurrent matrix before the update, by the matrix's name. */
  readonly spectralRadii?: ReadonlyMap<string, number>;
}

/** The report of an update, together with the other values measured for it. */
interface Update extends UpdateMeasures {
  readonly report: StepReport;
  readonly trainer: ParameterTrainer;
}

/** The data of one row in the table of metrics. */
interface Row {
  readonly iteration: number;
  /** Undefined in the row of the last validation, after which no update follows. */
  readonly update?: Update;
  /** The validation of the weights before the update. */
  readonly validation?: Validation;
}

interface Column {
  readonly name: string;
  /** Returns the value of this column for a row, or NaN if the row has no such value. */
  readonly value: (row: Row) => number;
}

/** The columns with values from updates, which all runs have. `MetricsBlock` describes these columns. */
const updateColumns: readonly Column[] = [
  ofUpdate('tokens', ({ report, trainer }) => (report.iteration + 1) * trainer.tokensPerStep),
  ofUpdate('epoch', ({ report }) => report.epoch),
  ofUpdate('loss', ({ report }) => report.loss),
  ofUpdate('smoothLoss', ({ trainer }) => trainer.smoothLoss),
  ofUpdate('learningRate', ({ report }) => report.rate),
  ofUpdate('tokensPerSecond', ({ tokensPerSecond }) => tokensPerSecond),
  ofUpdate('elapsed', ({ elapsed }) => elapsed),
  ofUpdate('norm', ({ report }) => report.norms?.global),
  ofUpdate('clipped', ({ report }) => report.clipped),
];

/** The columns of the figures of a validation besides its loss. */
const figureColumns = {
  accuracy: 'validationAccuracy',
  macroF1: 'validationMacroF1',
  exact: 'validationExact',
} as const;

/** Collects the metrics of each update of the weights as a row of a table, and returns the rows in blocks. */
export class MetricsBuffer {
  readonly columns: readonly string[];
  private readonly shown: readonly Column[];
  private values: number[] = [];

  /**
   * `validated`: whether the table has columns for validation results. `known`: the columns of a resumed run,
   * which must not change.
   */
  constructor(
    private readonly trainer: ParameterTrainer,
    validated: boolean,
    known: readonly string[] = [],
  ) {
    const all = [
      { name: 'iteration', value: ({ iteration }: Row) => iteration },
      ...updateColumns,
      ...(isMinCharRnn(trainer.configuration)
        ? [ofUpdate('minCharRnnLoss', ({ trainer }) => trainer.minCharRnnLoss)]
        : []),
      ...normColumns(trainer),
      ...radiusColumns(trainer),
      ...(validated ? validationColumns(trainer) : []),
    ];
    const find = (name: string) => all.find(column => column.name === name) ?? [];
    this.shown = known.length > 0 ? known.flatMap(find) : all;
    this.columns = this.shown.map(({ name }) => name);
  }

  /** Adds a row for the last update. */
  add(report: StepReport, measures: UpdateMeasures): void {
    const update = { report, trainer: this.trainer, ...measures };
    this.push({ iteration: report.iteration, update, validation: measures.validation });
  }

  /** Adds a row for a validation after the last update. */
  addLast(validation: Validation): void {
    this.push({ iteration: this.trainer.iteration, validation });
  }

  private push(row: Row): void {
    for (const { value } of this.shown) this.values.push(value(row));
  }

  /** Returns the rows that were added since the last call, as a block. */
  take(): MetricsBlock {
    const values = Float64Array.from(this.values);
    this.values = [];
    return { columns: this.columns, values };
  }

  get isEmpty(): boolean {
    return this.values.length === 0;
  }
}

/**
 * Returns a column whose value is computed from the update of a row. It is NaN in a row without an update.
 */
function ofUpdate(name: string, value: (update: Update) => number | undefined): Column {
  return { name, value: ({ update }) => (update && value(update)) ?? Number.NaN };
}

/** Returns one column for each learned parameter, with the norm of its gradient. */
function normColumns({ model }: ParameterTrainer): Column[] {
  return model.learned.map(({ name }, i) =>
    ofUpdate(`norm.${name}`, ({ report }) => report.norms?.byParameter[i]),
  );
}

/** Returns one column for each recurrent matrix, with its largest absolute eigenvalue in the rows with a sample. */
function radiusColumns(trainer: ParameterTrainer): Column[] {
  return trainer
    .recurrentMatrices()
    .map(({ name }) => ofUpdate(`radius.${name}`, ({ spectralRadii }) => spectralRadii?.get(name)));
}

/**
 * Returns the columns with the validation loss and its standard error, both in nats per window, and with the other
 * figures of a validation.
 */
function validationColumns({ configuration, figures }: ParameterTrainer): Column[] {
  const T = configuration['training.sequenceLength'];
  const ofValidation = (name: string, key: 'loss' | 'error'): Column => ({
    name,
    value: ({ validation }) => (validation?.[key] ?? Number.NaN) * T,
  });
  return [
    ofValidation('validationLoss', 'loss'),
    ofValidation('validationError', 'error'),
    ...figures.map(figure => ({
      name: figureColumns[figure],
      value: ({ validation }: Row) => validation?.[figure] ?? Number.NaN,
    })),
  ];
}
