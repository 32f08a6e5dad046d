"""How threads share memory and what is given back, seen in processes of their own."""

from __future__ import annotations

import subprocess
import sys

import pytest

_MANY_THREADS = """
import ctypes, sys, threading
from companion.heap import share_memory

if sys.argv[1] == "shared":
    share_memory()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
together = threading.Barrier(8)

def take():
    together.wait()
    for _ in range(50):
        libc.malloc(5000)
    together.wait()

threads = [threading.Thread(target=take) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with open("/proc/self/maps") as maps:
    starts = [int(line.split("-")[0], 16) for line in maps if len(line.split()) < 6 and "rw-p" in line]
print(sum(start % (64 << 20) == 0 for start in starts))  # each arena but the first begins at a multiple of 64 MB
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc gives threads arenas of their own")
def test_many_threads_share_two_arenas() -> None:
    def arenas(mode: str) -> int:
        done = subprocess.run(
            [sys.executable, "-c", _MANY_THREADS, mode], capture_output=True, text=True, check=True, timeout=60
        )
        return int(done.stdout)

    assert arenas("shared") <= 1 < arenas("apart")


_FREED_BETWEEN = """
import ctypes
from companion.heap import give_back_memory

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]

def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

blocks = [libc.malloc(1000) for _ in range(100_000)]
for block in blocks:
    ctypes.memset(block, 1, 1000)
for number, block in enumerate(blocks):
    if number % 1000 < 999:
        libc.free(block)
before = resident()
give_back_memory()
print(before - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps what was freed")
def test_what_was_freed_between_pieces_in_use_is_given_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FREED_BETWEEN], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout) > 80_000, "kB of 98,000"
