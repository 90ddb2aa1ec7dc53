// Writes text with an ONNX file of `elman export --onnx`, in onnxruntime: one token per call, with the states passed on.
//   npm install onnxruntime-node
//   node examples/onnx.mjs MODEL.onnx [TOKENS] [TEMPERATURE]
import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const [path, count = '200', temperature = '1'] = process.argv.slice(2);
if (!path) {
  console.error('Usage: node examples/onnx.mjs MODEL.onnx [TOKENS] [TEMPERATURE]');
  process.exit(2);
}
const file = readFileSync(path);
const session = await InferenceSession.create(file);
const metadata = metadataOf(file);
const vocabulary = JSON.parse(metadata.vocabulary);
const lineEnd = vocabulary.indexOf(metadata.line_end);
const positions = Number(metadata.positions ?? Number.POSITIVE_INFINITY); // a transformer's limit

let id = Math.max(lineEnd, 0);
let states = startStates();
let text = '';
for (let i = 0; i < Number(count); i++) {
  if (i % positions === 0) states = startStates();
  const ids = new Tensor('int64', BigInt64Array.of(BigInt(id)), [1, 1]); // [tokens, streams]
  const outputs = await session.run({ ids, ...states });
  for (const name of Object.keys(states)) states[name] = outputs[`next_${name}`];
  id = drawn(outputs.logprobs.data);
  text += asText(vocabulary[id]);
}
console.log(text);

/** Returns the states before the first token, for one stream. A transformer has seen P = 0 tokens. */
function startStates() {
  const tensors = JSON.parse(metadata.states).map(({ name, type, dims, start }) => {
    const sizes = dims.map(size => (size === 'B' ? 1 : size === 'P' ? 0 : size));
    const data = type === 'int64' ? BigInt64Array.from(start, BigInt) : Float32Array.from(start);
    return [name, new Tensor(type, data, sizes)];
  });
  return Object.fromEntries(tensors);
}

/** Draws an id with probabilities proportional to exp(ln P / temperature). */
function drawn(logprobs) {
  const weights = Array.from(logprobs, logprob => Math.exp(logprob / Number(temperature)));
  let rest = Math.random() * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex(weight => {
    rest -= weight;
    return rest < 0;
  });
  return Math.max(found, 0);
}

function asText(symbol) {
  if (metadata.unit !== 'word') return symbol;
  return symbol === metadata.line_end ? '\n' : `${symbol} `;
}

/** Returns the metadata of an ONNX file: field 14 of its protocol buffer. onnxruntime does not return them in JavaScript. */
function metadataOf(bytes) {
  const decode = from => new TextDecoder().decode(from);
  const pairs = [...fieldsOf(bytes)].filter(({ number }) => number === 14);
  return Object.fromEntries(
    pairs.map(({ value }) => Array.from(fieldsOf(value), field => decode(field.value))),
  );
}

/** Yields the fields of a protocol buffer that are bytes, and skips its numbers. */
function* fieldsOf(bytes) {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const length = varint(); // or the value of a number
    if (key % 8 !== 2) continue;
    yield { number: Math.floor(key / 8), value: bytes.subarray(at, at + length) };
    at += length;
  }
}
