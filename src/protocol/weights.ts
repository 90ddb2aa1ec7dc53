/** What a matrix of weights contains. */
export interface WeightFacts {
  /** The name of the parameter, with the gate if the parameter has a matrix per gate: `Whh_l1.f`. */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Whether the matrix connects the hidden units of a step to those of the next. It is then square. */
  readonly isRecurrent: boolean;
  readonly mean: number;
  /** Standard deviation of the elements. */
  readonly deviation: number;
  readonly minimum: number;
  readonly maximum: number;
  /** The Frobenius norm: the square root of the sum of the squared elements. */
  readonly norm: number;
}

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/**
 * Maximum number of rows of a matrix whose eigenvalues are all computed: on the page, in half a second that cannot be
 * cancelled, and on the command line, in four seconds.
 */
export const spectrumRows = { page: 256, program: 512 } as const;

export interface WeightSpectrum {
  /** Largest absolute value of the eigenvalues. Missing if the matrix is not recurrent. */
  readonly radius?: number;
  /** Whether `radius` is exact to rounding. If not, it is an estimate, and `eigenvalues` is missing. */
  readonly isExact?: boolean;
  /** The eigenvalues by descending absolute value. Missing if the matrix is not recurrent, or is too large. */
  readonly eigenvalues?: readonly Complex[];
  /** The singular values in descending order. Missing if the matrix is too large. */
  readonly singularValues?: readonly number[];
}

/** A matrix of weights, reduced to at most some rows and columns. */
export interface WeightPicture {
  /** Number of rows and columns of the picture. */
  readonly rows: number;
  readonly columns: number;
  /** Number of the matrix's rows (columns) that the picture joins into one. The last may join fewer. */
  readonly rowBlock: number;
  readonly columnBlock: number;
  /** The mean of each block, row by row, [rows * columns]. */
  readonly values: Float32Array;
}

export interface WeightHistogram {
  /** Lower end of the first bin, and upper end of the last. All bins have the same width. */
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
}

/** A matrix of weights with everything that the page shows. */
export interface WeightDetail {
  readonly facts: WeightFacts;
  readonly picture: WeightPicture;
  readonly histogram: WeightHistogram;
  readonly spectrum: WeightSpectrum;
  /** The symbols of the rows (columns), if each belongs to a symbol. */
  readonly rowSymbols?: readonly string[];
  readonly columnSymbols?: readonly string[];
}

/** A choice of a matrix by its name. */
export interface MatrixChoice {
  readonly matrix?: string;
}

/** The matrices of a network, and one of them in detail. */
export interface NetworkWeightDetail {
  readonly matrices: readonly WeightFacts[];
  readonly detail: WeightDetail;
}
