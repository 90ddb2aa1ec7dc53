"""An Elman network in numpy, with the steps of min-char-rnn.py and elman.py, for timing.

Usage: numpyElman.py TEXT UNIT H T RATE CLIP, UNIT being character or word; see laps.py for what it reads and
prints. One window of T tokens per update, Adagrad, gradients clipped element by element, no sampling. Like the
originals it multiplies one-hot columns, and adds an outer product to every gradient at every step.
"""
import sys

import numpy as np

from laps import openblas, read_tokens, serve


def one_hot(V, i):
    x = np.zeros((V, 1))
    x[i] = 1
    return x


def gradients_of(window, targets, h0, clip, Wxh, Whh, Why, bh, by):
    V, T = Why.shape[0], len(window)
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
        np.clip(gradient, -clip, clip, out=gradient)
    return loss, (dWxh, dWhh, dWhy, dbh, dby), h[T - 1]


class Training:
    def __init__(self, ids, V, H, T, rate, clip):
        rng = np.random.default_rng(1)
        weights = [0.01 * rng.standard_normal(shape) for shape in ((H, V), (H, H), (V, H))]
        self.parameters = [*weights, np.zeros((H, 1)), np.zeros((V, 1))]
        self.memory = [np.zeros_like(p) for p in self.parameters]
        self.ids, self.H, self.T, self.rate, self.clip = ids, H, T, rate, clip
        self.position, self.state = len(ids), None

    def update(self):
        T = self.T
        if self.position + T + 1 >= len(self.ids):
            self.position, self.state = 0, np.zeros((self.H, 1))
        p = self.position
        window, targets = self.ids[p:p + T], self.ids[p + 1:p + T + 1]
        loss, gradients, self.state = gradients_of(window, targets, self.state, self.clip, *self.parameters)
        for parameter, gradient, m in zip(self.parameters, gradients, self.memory):
            m += gradient * gradient
            parameter -= self.rate * gradient / np.sqrt(m + 1e-8)
        self.position += T
        return loss / T


if __name__ == '__main__':
    text, unit, H, T, rate, clip = sys.argv[1:]
    training = Training(*read_tokens(text, unit), int(H), int(T), float(rate), float(clip))
    serve(f'numpy {np.__version__}, {openblas()}', training.update)
