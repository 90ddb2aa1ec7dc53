"""A product of matrices by numpy, which is the machine's own sgemm.

Usage: product.py FORM M N K, FORM being matmul, matmulNT or matmulTN; see laps.py for what it reads and prints.
Ends with an error if the product is wrong, which happens with an OpenBLAS older than the processor.
"""
import sys

import numpy as np

from laps import openblas, serve

if __name__ == '__main__':
    form, (M, N, K) = sys.argv[1], map(int, sys.argv[2:])
    rng = np.random.default_rng(1)
    a = rng.standard_normal((K, M) if form == 'matmulTN' else (M, K), dtype=np.float32)
    b = rng.standard_normal((N, K) if form == 'matmulNT' else (K, N), dtype=np.float32)
    a = a.T if form == 'matmulTN' else a
    b = b.T if form == 'matmulNT' else b
    c = np.matmul(a, b)
    if np.abs(c - a.astype(np.float64) @ b.astype(np.float64)).max() > 1e-3 * np.sqrt(K):
        sys.exit(f'{openblas()} computes wrong products here')

    def multiply():
        np.matmul(a, b, out=c)

    serve(f'numpy {np.__version__}, {openblas()}', multiply)
