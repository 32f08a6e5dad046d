"""Train the emotion head: softmax regression from sentence vectors to the seven labels, the same bytes every time.

    python assets/emotion/train.py            train on sentences_en.toml, state the accuracy, write head.npz
    python assets/emotion/train.py --check    train and say whether head.npz is what comes out

The test sets are never trained on: test_en.toml and test_ru.toml.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.engine.emotions.embedded import encode, load_encoder
from companion.messages import EMOTIONS

FOLDER = Path(__file__).resolve().parent
HEAD = FOLDER / "head.npz"
STEPS = 3000
RATE = 0.5
MOMENTUM = 0.9
DECAY = 0.3
"""Weight decay. Chosen by five-fold cross-validation on the training sentences alone (see ``--folds``)."""


def read(name: str) -> tuple[list[str], NDArray[np.int64]]:
    """Return the sentences of a file and the index of each one's label."""
    table = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    pairs = [(sentence, index) for index, label in enumerate(EMOTIONS) for sentence in table[label]]
    texts = [sentence for sentence, _ in pairs]
    if len(set(texts)) != len(texts):
        twice = sorted({text for text in texts if texts.count(text) > 1})
        raise SystemExit(f"{name} holds sentences twice: {twice}")
    return texts, np.array([index for _, index in pairs])


def train(
    vectors: NDArray[np.float32], labels: NDArray[np.int64], decay: float = DECAY
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return weights (7, 384) and bias (7,): gradient descent with momentum on the mean cross-entropy, all at once."""
    features = vectors.astype(np.float64)
    mean = features.mean(axis=0)
    scale = 1.0 / features.std(axis=0).mean()  # these vectors lie close together: centre and spread them
    features = (features - mean) * scale
    target = np.eye(len(EMOTIONS))[labels]
    # Each label counts the same, however many sentences it has.
    weight = (1.0 / np.bincount(labels, minlength=len(EMOTIONS)))[labels][:, None] / len(EMOTIONS)
    weights, bias = np.zeros((len(EMOTIONS), features.shape[1])), np.zeros(len(EMOTIONS))
    weights_speed, bias_speed = np.zeros_like(weights), np.zeros_like(bias)
    for _ in range(STEPS):
        logits = features @ weights.T + bias
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        error = (raised / raised.sum(axis=1, keepdims=True) - target) * weight
        weights_speed = MOMENTUM * weights_speed - RATE * 0.1 * (error.T @ features + decay * weights)
        bias_speed = MOMENTUM * bias_speed - RATE * 0.1 * error.sum(axis=0)
        weights += weights_speed
        bias += bias_speed
    folded = weights * scale
    # Rounded, so that another machine's arithmetic gives the same file.
    return np.round(folded, 3).astype(np.float32), np.round(bias - folded @ mean, 3).astype(np.float32)


def accuracy(
    vectors: NDArray[np.float32], labels: NDArray[np.int64], weights: NDArray[np.float32], bias: NDArray[np.float32]
) -> float:
    """Return the share of sentences whose strongest label is the right one."""
    return float(((vectors @ weights.T + bias).argmax(axis=1) == labels).mean())


def folds(vectors: NDArray[np.float32], labels: NDArray[np.int64], decay: float) -> float:
    """Return the mean accuracy of five-fold cross-validation, every fifth sentence held out."""
    fold = np.arange(len(labels)) % 5
    found = []
    for number in range(5):
        weights, bias = train(vectors[fold != number], labels[fold != number], decay)
        found.append(accuracy(vectors[fold == number], labels[fold == number], weights, bias))
    return float(np.mean(found))


def head_bytes(weights: NDArray[np.float32], bias: NDArray[np.float32]) -> bytes:
    """Return head.npz as bytes (numpy dates every member 1980, so they are the same each time)."""
    stream = io.BytesIO()
    np.savez(stream, weights=weights, bias=bias)
    return stream.getvalue()


def main() -> int:
    """Train, state, write or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with head.npz instead of writing it")
    parser.add_argument("--folds", action="store_true", help="state cross-validated accuracy for several decays")
    parser.add_argument("--mistakes", action="store_true", help="list the test sentences it gets wrong")
    arguments = parser.parse_args()
    encoder: Any = load_encoder()
    texts, labels = read("sentences_en.toml")
    started = time.perf_counter()
    vectors = encode(encoder, texts)
    milliseconds = (time.perf_counter() - started) * 1000 / len(texts)
    if arguments.folds:
        for decay in (1e-3, 1e-2, 3e-2, 0.1, 0.2, 0.3, 1.0):
            print(f"decay {decay:g}: {folds(vectors, labels, decay):.1%}")
        return 0
    weights, bias = train(vectors, labels)
    print(
        f"{len(texts)} sentences, {milliseconds:.1f} ms a sentence, training accuracy "
        f"{accuracy(vectors, labels, weights, bias):.1%}"
    )
    for name in ("test_en.toml", "test_ru.toml"):
        test_texts, test_labels = read(name)
        test_vectors = encode(encoder, test_texts)
        print(f"{name}: {accuracy(test_vectors, test_labels, weights, bias):.1%} of {len(test_texts)}")
        if arguments.mistakes:
            found = (test_vectors @ weights.T + bias).argmax(axis=1)
            for text, right, wrong in zip(test_texts, test_labels, found, strict=True):
                if right != wrong:
                    print(f"  {EMOTIONS[right]} taken for {EMOTIONS[wrong]}: {text}")
    made = head_bytes(weights, bias)
    if arguments.check:
        same = HEAD.read_bytes() == made
        print("head.npz is what comes out" if same else "head.npz DIFFERS from what comes out")
        return 0 if same else 1
    HEAD.write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
