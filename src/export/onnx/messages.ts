import { float, integer, message, text } from '../protobuf';

/**
 * Encodes the messages of an ONNX file. Field numbers and codes are those of onnx.proto, IR version 8, which belongs to
 * operator set 17.
 */

const IR_VERSION = 8;
const OPERATOR_SET = 17;

const model = { irVersion: 1, producer: 2, graph: 7, operatorSet: 8, metadata: 14 } as const;
const operatorSet = { version: 2 } as const;
const pair = { key: 1, value: 2 } as const;
const graph = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
const node = { input: 1, output: 2, name: 3, operator: 4, attribute: 5 } as const;
const attribute = { name: 1, f: 2, i: 3, g: 6, floats: 7, ints: 8, strings: 9, type: 20 } as const;
const attributeType = { float: 1, int: 2, graph: 5, floats: 6, ints: 7, strings: 8 } as const;
const tensor = { dims: 1, type: 2, name: 8, raw: 9 } as const;
const valueInfo = { name: 1, type: 2 } as const;
const valueType = { tensor: 1 } as const;
const tensorType = { element: 1, shape: 2 } as const;
const shape = { dim: 1 } as const;
const dimension = { value: 1, name: 2 } as const;

export type ElementType = 'float32' | 'int64';
const elementCodes: Record<ElementType, number> = { float32: 1, int64: 7 };

/** An attribute of an operator. `body` is the graph that `Scan` repeats. */
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly ints: readonly number[] }
  | { readonly strings: readonly string[] }
  | { readonly body: GraphFields };

/** An input or output of a graph. A dimension with a name has any size. */
export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  /** Missing if other parts of the graph determine it. */
  readonly dims?: readonly (number | string)[];
}

export interface GraphFields {
  readonly nodes: readonly Uint8Array[];
  readonly initializers: readonly Uint8Array[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

export interface OnnxNode {
  readonly operator: string;
  readonly name: string;
  /** An empty name is an optional input that is missing. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

export function encodeNode({ operator, name, inputs, outputs, attributes }: OnnxNode): Uint8Array {
  return message(
    graph.node,
    ...inputs.map(input => text(node.input, input)),
    ...outputs.map(output => text(node.output, output)),
    text(node.name, name),
    text(node.operator, operator),
    ...Object.entries(attributes).map(([key, value]) =>
      message(node.attribute, text(attribute.name, key), ...attributeFields(value)),
    ),
  );
}

function attributeFields(value: OnnxAttribute): Uint8Array[] {
  const type = (code: number) => integer(attribute.type, code);
  if ('int' in value) return [integer(attribute.i, value.int), type(attributeType.int)];
  if ('float' in value) return [float(attribute.f, value.float), type(attributeType.float)];
  if ('floats' in value)
    return [...value.floats.map(x => float(attribute.floats, x)), type(attributeType.floats)];
  if ('ints' in value) return [...value.ints.map(x => integer(attribute.ints, x)), type(attributeType.ints)];
  if ('strings' in value)
    return [...value.strings.map(x => text(attribute.strings, x)), type(attributeType.strings)];
  return [message(attribute.g, ...graphFields(value.body, 'step')), type(attributeType.graph)];
}

/** Encodes a constant of a graph. Platforms and file are little-endian. */
export function encodeInitializer(
  name: string,
  dims: readonly number[],
  data: Float32Array | BigInt64Array,
): Uint8Array {
  const code = elementCodes[data instanceof Float32Array ? 'float32' : 'int64'];
  return message(
    graph.initializer,
    ...dims.map(size => integer(tensor.dims, size)),
    integer(tensor.type, code),
    text(tensor.name, name),
    message(tensor.raw, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );
}

/** Encodes a whole file. `metadata` are texts by name, which programs that run the graph can read. */
export function encodeOnnx(
  fields: GraphFields,
  name: string,
  metadata: Readonly<Record<string, string>>,
): Uint8Array[] {
  return [
    integer(model.irVersion, IR_VERSION),
    text(model.producer, 'Elman Lab'),
    message(model.operatorSet, integer(operatorSet.version, OPERATOR_SET)),
    ...Object.entries(metadata).map(([key, value]) =>
      message(model.metadata, text(pair.key, key), text(pair.value, value)),
    ),
    message(model.graph, ...graphFields(fields, name)),
  ];
}

function graphFields({ nodes, initializers, inputs, outputs }: GraphFields, name: string): Uint8Array[] {
  return [
    ...nodes,
    text(graph.name, name),
    ...initializers,
    ...inputs.map(value => message(graph.input, ...valueFields(value))),
    ...outputs.map(value => message(graph.output, ...valueFields(value))),
  ];
}

function valueFields({ name, type, dims }: OnnxValue): Uint8Array[] {
  const sizes = dims?.map(size =>
    message(
      shape.dim,
      typeof size === 'number' ? integer(dimension.value, size) : text(dimension.name, size),
    ),
  );
  const shapeField = sizes ? [message(tensorType.shape, ...sizes)] : [];
  const element = integer(tensorType.element, elementCodes[type]);
  return [
    text(valueInfo.name, name),
    message(valueInfo.type, message(valueType.tensor, element, ...shapeField)),
  ];
}
