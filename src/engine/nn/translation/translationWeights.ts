import type { Arena } from '../../core/tensor';
import { type DirectionStacks, directionStacks } from '../labels/labelWeights';
import { softmax } from '../outputs/softmax';
import {
  bias,
  layerParametersOf,
  mapLayer,
  type NamedParameters,
  type Parameter,
  parameter,
} from '../parameters';
import { cellAt } from '../shape';
import { parametersOf, type StackParameters, stackParameters } from '../stackParameters';
import { decoderWidth, encoderWidth, type TranslationShape } from './translationShape';

/** The parameters of additive attention, with A = H units. */
export type AttentionParameters = NamedParameters<'Wq' | 'Wk' | 'bk' | 'v' | 'Wc'>;

/** The weights from the last states of the encoder to the first state of a layer of the decoder. */
export type StartParameters = NamedParameters<'Ws' | 'bs'>;

/** The parameters of a network that writes a target for a source. Several windows can share them. */
export interface TranslationWeights {
  readonly shape: TranslationShape;
  readonly encoder: DirectionStacks;
  /** The names of the decoder's layers end in `_decoder`. */
  readonly decoder: StackParameters;
  /** Missing without attention. */
  readonly attention?: AttentionParameters;
  /** One entry per layer of the decoder, lowest first. */
  readonly starts: readonly StartParameters[];
  /** Why [H + D, K] (without attention [H, K]) and by [1, K]. The first H rows of Why are for the decoder's state. */
  readonly output: NamedParameters<'Why' | 'by'>;
  readonly parameters: readonly Parameter[];
  readonly learned: readonly Parameter[];
}

/** Allocates the parameters. All are zero. */
export function makeTranslationWeights(arena: Arena, shape: TranslationShape): TranslationWeights {
  const encoder = directionStacks(arena, { direction: shape.direction, layers: shape.encoder });
  const decoder = decoderStack(arena, shape);
  const attention = shape.attention === 'none' ? undefined : attentionParameters(arena, shape);
  const starts = decoder.layers.map((_, l) => startParameters(arena, shape, l > 0 ? `_l${l}` : ''));
  const output = softmax.parameters(arena, decoderWidth(shape), shape.decoder.vocabulary, shape.decoder);
  const parameters = [
    ...parametersOf(encoder.forward),
    ...encoder.reverse.flatMap(layerParametersOf),
    ...parametersOf(decoder),
    ...Object.values(attention ?? {}),
    ...starts.flatMap(start => Object.values(start)),
    ...Object.values(output),
  ];
  const learned = parameters.filter(each => each.learned);
  return { shape, encoder, decoder, attention, starts, output, parameters, learned };
}

function decoderStack(arena: Arena, { decoder }: TranslationShape): StackParameters {
  const { embedding, layers } = stackParameters(arena, decoder);
  const rename = (each: Parameter) => ({ ...each, name: `${each.name}_decoder` });
  return { embedding: embedding && rename(embedding), layers: layers.map(layer => mapLayer(layer, rename)) };
}

function attentionParameters(arena: Arena, shape: TranslationShape): AttentionParameters {
  const { hidden: H } = shape.decoder;
  const [D, A] = [encoderWidth(shape), H];
  const { gates } = cellAt(shape.decoder, 0);
  const matrix = (name: string, rows: number, columns: number, count = 1) =>
    parameter(arena, { name, role: 'input', rows, columns, gates: count });
  return {
    Wq: matrix('Wq', H, A),
    Wk: matrix('Wk', D, A),
    bk: bias(arena, 'bk', A),
    v: matrix('v', 1, A),
    Wc: matrix('Wc', D, gates * H, gates),
  };
}

function startParameters(arena: Arena, shape: TranslationShape, suffix: string): StartParameters {
  const { hidden: H } = shape.decoder;
  const Ws = { name: `Ws${suffix}`, role: 'input', rows: encoderWidth(shape), columns: H } as const;
  return { Ws: parameter(arena, Ws), bs: bias(arena, `bs${suffix}`, H) };
}
