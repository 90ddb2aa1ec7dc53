"""Shared by the peers: reads requests to train from the standard input and prints the times."""
import ctypes
import json
import resource
import sys
import time


def openblas():
    """Returns the name of the kernels that the OpenBLAS of this process reports."""
    with open('/proc/self/maps', encoding='utf-8') as maps:
        paths = {line.split(maxsplit=5)[-1].strip() for line in maps if 'openblas' in line}
    for path in sorted(paths):
        library = ctypes.CDLL(path)
        for name in ('openblas_get_corename', 'scipy_openblas_get_corename64_', 'scipy_openblas_get_corename'):
            if hasattr(library, name):
                corename = getattr(library, name)
                corename.restype = ctypes.c_char_p
                return f'OpenBLAS {corename().decode()}'
    return 'another BLAS than OpenBLAS'


def threads(count):
    return '1 thread' if count == 1 else f'{count} threads'


def serve(name, update):
    """Calls update() as often as each number on the standard input says. Prints the seconds and the mean of the
    returned losses, in nats per token; 0 if update() returns none."""
    print(json.dumps({'name': name}), flush=True)
    for line in sys.stdin:
        times, total = int(line), 0.0
        start = time.perf_counter()
        for _ in range(times):
            total += update() or 0.0
        seconds = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({'seconds': seconds, 'loss': total / times, 'memory': memory}), flush=True)


def read_tokens(path, unit):
    """As elman.py has it for words: lines split at white space, each with </s> at its end."""
    with open(path, encoding='utf-8', newline='') as file:
        text = file.read()
    if unit == 'character':
        tokens = list(text)
    else:
        lines = [line.split() for line in text.split('\n')]
        tokens = [token for words in lines if words for token in (*words, '</s>')]
    symbols = sorted(set(tokens))
    index = {symbol: i for i, symbol in enumerate(symbols)}
    return [index[token] for token in tokens], len(symbols)
