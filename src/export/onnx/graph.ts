import type { StoredData } from '../../engine/storage/safetensors/safetensors';
import {
  type ElementType,
  encodeInitializer,
  encodeNode,
  type GraphFields,
  type OnnxAttribute,
  type OnnxValue,
} from './messages';

/** Creates names that are used once in a graph and the graphs inside it. */
class Names {
  private count = 0;

  next(prefix: string): string {
    this.count++;
    return `${prefix}_${this.count}`;
  }
}

/** A graph of ONNX operators. Values are known by their names; every method that adds a value returns its name. */
export class Graph implements GraphFields {
  readonly nodes: Uint8Array[] = [];
  readonly inputs: OnnxValue[] = [];
  readonly outputs: OnnxValue[] = [];
  readonly initializers: Uint8Array[] = [];

  private constructor(
    private readonly names: Names,
    /** The graph whose constants this one uses; itself unless it is the body of an operator. */
    private readonly root?: Graph,
  ) {}

  static create(): Graph {
    return new Graph(new Names());
  }

  /** Returns the body of an operator of this graph. It can use the values of this graph. */
  body(): Graph {
    return new Graph(this.names, this.root ?? this);
  }

  input(name: string, type: ElementType, dims?: OnnxValue['dims']): string {
    this.inputs.push({ name, type, dims });
    return name;
  }

  /** Adds an input with a new name, whose dimensions follow from its use. */
  parameter(): string {
    return this.input(this.names.next('input'), 'float32');
  }

  /** Makes `value` an output with the name of `output`. */
  output(value: string, output: OnnxValue): void {
    this.add('Identity', [value], {}, [output.name]);
    this.outputs.push(output);
  }

  /** Makes `value`, which a node of this graph computes, an output whose dimensions follow from the graph. */
  result(value: string): void {
    const name = this.names.next('output');
    this.output(value, { name, type: 'float32' });
  }

  /** Adds an operator with one output. */
  op(operator: string, inputs: readonly string[], attributes: Readonly<Record<string, OnnxAttribute>> = {}) {
    return this.ops(operator, inputs, 1, attributes)[0];
  }

  /** Adds an operator with several outputs. */
  ops(
    operator: string,
    inputs: readonly string[],
    count: number,
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
  ): string[] {
    const outputs = Array.from({ length: count }, () => this.names.next(operator));
    this.add(operator, inputs, attributes, outputs);
    return outputs;
  }

  /** Adds a constant of floating-point numbers. No dimensions: a single number. */
  floats(dims: readonly number[], data: StoredData | readonly number[]): string {
    return this.constant(dims, data instanceof Float32Array ? data : Float32Array.from(data));
  }

  float = (value: number) => this.floats([], [value]);

  /** Adds a constant of integers, by default a vector. */
  ints(values: readonly number[], dims: readonly number[] = [values.length]): string {
    return this.constant(dims, BigInt64Array.from(values, BigInt));
  }

  /** Returns x Wᵀ + b, or x Wᵀ. `weights`: W transposed. */
  linear(x: string, weights: string, bias?: string): string {
    const product = this.op('MatMul', [x, weights]);
    return bias === undefined ? product : this.op('Add', [product, bias]);
  }

  /** Divides a value along an axis into equal parts. */
  split(value: string, parts: number, axis: number): string[] {
    return parts === 1 ? [value] : this.ops('Split', [value], parts, { axis: { int: axis } });
  }

  concat(values: readonly string[], axis: number): string {
    return values.length === 1 ? values[0] : this.op('Concat', values, { axis: { int: axis } });
  }

  /** Returns the vectors of `table` [V, D] with these ids, of any dimensions. */
  gather(table: string, ids: string): string {
    return this.op('Gather', [table, ids], { axis: { int: 0 } });
  }

  /** Returns a value with its axes in this order. */
  permute(value: string, axes: readonly number[]): string {
    return this.op('Transpose', [value], { perm: { ints: axes } });
  }

  private constant(dims: readonly number[], data: Float32Array | BigInt64Array): string {
    const name = this.names.next('constant');
    (this.root ?? this).initializers.push(encodeInitializer(name, dims, data));
    return name;
  }

  private add(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>>,
    outputs: readonly string[],
  ): void {
    this.nodes.push(encodeNode({ operator, name: this.names.next('node'), inputs, outputs, attributes }));
  }
}
