"""A character-level Elman network in numpy, step by step as min-char-rnn.py goes, written for timing.

Usage: minCharRnn.py TEXT ITERATIONS. Prints one JSON object: characters a second and the smoothed loss.
One window of 25 characters an update, hidden 100, Adagrad 0.1, gradients clipped to +-5, no sampling. Like
the original it multiplies one-hot columns, and adds an outer product to every gradient at every step.
"""
import json
import sys
import time

import numpy as np

H, T, RATE, CLIP = 100, 25, 0.1, 5.0


def one_hot(V, i):
    x = np.zeros((V, 1))
    x[i] = 1
    return x


def gradients_of(window, targets, h0, Wxh, Whh, Why, bh, by):
    V = Why.shape[0]
    x, h, p, loss = {}, {-1: h0}, {}, 0.0
    for t in range(T):
        x[t] = one_hot(V, window[t])
        h[t] = np.tanh(Wxh @ x[t] + Whh @ h[t - 1] + bh)
        y = Why @ h[t] + by
        e = np.exp(y)
        p[t] = e / e.sum()
        loss -= np.log(p[t][targets[t], 0])
    dWxh, dWhh, dWhy, dbh, dby = (np.zeros_like(w) for w in (Wxh, Whh, Why, bh, by))
    dnext = np.zeros_like(h0)
    for t in reversed(range(T)):
        dy = p[t].copy()
        dy[targets[t]] -= 1
        dWhy += dy @ h[t].T
        dby += dy
        dh = Why.T @ dy + dnext
        da = (1 - h[t] * h[t]) * dh
        dbh += da
        dWxh += da @ x[t].T
        dWhh += da @ h[t - 1].T
        dnext = Whh.T @ da
    for gradient in (dWxh, dWhh, dWhy, dbh, dby):
        np.clip(gradient, -CLIP, CLIP, out=gradient)
    return loss, (dWxh, dWhh, dWhy, dbh, dby), h[T - 1]


def train(text, iterations):
    symbols = sorted(set(text))
    V = len(symbols)
    index = {symbol: i for i, symbol in enumerate(symbols)}
    ids = [index[symbol] for symbol in text]
    rng = np.random.default_rng(1)
    weights = [0.01 * rng.standard_normal(shape) for shape in ((H, V), (H, H), (V, H))]
    parameters = [*weights, np.zeros((H, 1)), np.zeros((V, 1))]
    memory = [np.zeros_like(p) for p in parameters]
    smooth = np.log(V) * T
    position, carry = 0, np.zeros((H, 1))
    start = time.perf_counter()
    for n in range(iterations):
        if n == 0 or position + T + 1 >= len(ids):
            position, carry = 0, np.zeros((H, 1))
        window, targets = ids[position:position + T], ids[position + 1:position + T + 1]
        loss, gradients, carry = gradients_of(window, targets, carry, *parameters)
        smooth = 0.999 * smooth + 0.001 * loss
        for parameter, gradient, m in zip(parameters, gradients, memory):
            m += gradient * gradient
            parameter -= RATE * gradient / np.sqrt(m + 1e-8)
        position += T
    return iterations * T / (time.perf_counter() - start), smooth


if __name__ == '__main__':
    with open(sys.argv[1], encoding='utf-8', newline='') as file:
        speed, loss = train(file.read(), int(sys.argv[2]))
    print(json.dumps({'tokensPerSecond': speed, 'smoothLoss': float(loss)}))
