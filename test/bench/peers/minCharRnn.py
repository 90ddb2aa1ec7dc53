"""A character-level Elman network in numpy: the algorithm of min-char-rnn, written for timing.

Usage: minCharRnn.py TEXT ITERATIONS. Prints one JSON object: characters a second and the smoothed loss.
One window of 25 characters an update, hidden 100, Adagrad 0.1, gradients clipped to +-5, no sampling.
"""
import json
import sys
import time

import numpy as np

H, T, RATE, CLIP = 100, 25, 0.1, 5.0


def train(text, iterations):
    symbols = sorted(set(text))
    V = len(symbols)
    index = {symbol: i for i, symbol in enumerate(symbols)}
    ids = np.array([index[symbol] for symbol in text])
    rng = np.random.default_rng(1)
    Wxh, Whh, Why = (0.01 * rng.standard_normal(shape) for shape in ((H, V), (H, H), (V, H)))
    bh, by = np.zeros(H), np.zeros(V)
    parameters = [Wxh, Whh, Why, bh, by]
    memory = [np.zeros_like(p) for p in parameters]
    smooth = np.log(V) * T
    position, carry = 0, np.zeros(H)
    start = time.perf_counter()
    for n in range(iterations):
        if n == 0 or position + T + 1 >= len(ids):
            position, carry = 0, np.zeros(H)
        x, y = ids[position:position + T], ids[position + 1:position + T + 1]
        h, p, loss = [carry], [], 0.0
        for t in range(T):
            h.append(np.tanh(Wxh[:, x[t]] + Whh @ h[t] + bh))
            e = np.exp(Why @ h[t + 1] + by)
            p.append(e / e.sum())
            loss -= np.log(p[t][y[t]])
        gradients = [np.zeros_like(q) for q in parameters]
        dWxh, dWhh, dWhy, dbh, dby = gradients
        dnext = np.zeros(H)
        for t in reversed(range(T)):
            dy = p[t].copy()
            dy[y[t]] -= 1
            dWhy += np.outer(dy, h[t + 1])
            dby += dy
            da = (1 - h[t + 1] ** 2) * (Why.T @ dy + dnext)
            dWxh[:, x[t]] += da
            dWhh += np.outer(da, h[t])
            dbh += da
            dnext = Whh.T @ da
        for q, g, m in zip(parameters, gradients, memory):
            np.clip(g, -CLIP, CLIP, out=g)
            m += g * g
            q -= RATE * g / np.sqrt(m + 1e-8)
        carry = h[T]
        smooth = 0.999 * smooth + 0.001 * loss
        position += T
    return iterations * T / (time.perf_counter() - start), smooth


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        speed, smooth = train(file.read(), int(sys.argv[2]))
    print(json.dumps({"tokensPerSecond": speed, "smoothLoss": smooth}))
