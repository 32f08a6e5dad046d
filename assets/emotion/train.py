"""Train the emotion heads: softmax regression to seven labels, the same bytes each time on one processor.

It learns from sentence vectors and from the words of cues.toml.

    PYTHONPATH=. python assets/emotion/train.py    for each encoder here: train, state the accuracy, write its head
    ... train.py --check    train and say whether each head is what comes out
    ... train.py --folds    state the accuracy by cross-validation and on dev_ru.toml: choices are made by this alone

The sentences are English and Russian. The test sets, test_en.toml and test_ru.toml, are neither trained on nor
chosen by; near copies of their sentences, and of those of dev_ru.toml, are refused.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import time
import tomllib
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.engine.emotions.cues import load_cues
from companion.engine.emotions.encoder import ENCODERS, SentenceEncoder, installed_encoders, load_encoder
from companion.messages import EMOTIONS

FOLDER = Path(__file__).resolve().parent
TRAINING = ("sentences_en.toml", "sentences_ru.toml")
DEVELOPMENT = "dev_ru.toml"
TESTS = ("test_en.toml", "test_ru.toml")
STEPS = 1000
RATE = 0.5
MOMENTUM = 0.9
DECAY = 0.1
"""Weight decay. Chosen by five-fold cross-validation on the training sentences and by dev_ru.toml (see ``--folds``)."""
NEAR_COPY = 0.65
"""Share of letter triples two sentences have in common from which on one is a near copy of the other."""
STEP = 1 / 16
"""Weights are rounded to this: encoders differ in their last bits between processors, the heads must not."""


def read(name: str) -> tuple[list[str], NDArray[np.int64]]:
    """Return the sentences of a file and the index of each one's label."""
    table = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    pairs = [(sentence, index) for index, label in enumerate(EMOTIONS) for sentence in table[label]]
    texts = [sentence for sentence, _ in pairs]
    if len(set(texts)) != len(texts):
        twice = sorted({text for text in texts if texts.count(text) > 1})
        raise SystemExit(f"{name} holds sentences twice: {twice}")
    return texts, np.array([index for _, index in pairs])


def read_training() -> tuple[list[str], NDArray[np.int64]]:
    """Return all sentences to learn from, and their labels; ends when one is a near copy of a sentence held out."""
    read_files = [read(name) for name in TRAINING]
    texts = [text for some, _ in read_files for text in some]
    held_out = [text for name in (DEVELOPMENT, *TESTS) for text in read(name)[0]]
    known = [(text, _triples(text)) for text in held_out]
    for text in texts:
        ours = _triples(text)
        for other, theirs in known:
            if len(ours & theirs) >= NEAR_COPY * len(ours | theirs):
                raise SystemExit(f"{text!r} is a near copy of {other!r}, which is held out")
    return texts, np.concatenate([labels for _, labels in read_files])


def _triples(text: str) -> set[str]:
    words = re.findall(r"[^\W_]+", text.lower())
    plain = f" {' '.join(words)} "
    return {plain[at : at + 3] for at in range(len(plain) - 2)}


def features(encoder: SentenceEncoder, texts: list[str]) -> NDArray[np.float32]:
    """Return what a head reads of each text, shape (len(texts), dimension + 7)."""
    return load_cues().beside(encoder.encode(texts), texts)


def train(
    vectors: NDArray[np.float32], labels: NDArray[np.int64], decay: float = DECAY
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return weights (7, dimension) and bias (7,): gradient descent with momentum on the mean cross-entropy."""
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
    folded = np.round(weights * scale / STEP) * STEP
    return folded.astype(np.float32), (np.round((bias - folded @ mean) / STEP) * STEP).astype(np.float32)


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
    """Return the head's file as bytes, the same from every version of Python: numpy.savez's zip headers are not."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, array in (("weights", weights), ("bias", bias)):
            member = io.BytesIO()
            np.lib.format.write_array(member, array, version=(1, 0), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), member.getvalue())
    return stream.getvalue()


def head_file(encoder: SentenceEncoder) -> Path:
    """Return where the head of ``encoder`` lies."""
    return FOLDER / f"head-{encoder.name}.npz"


def main() -> int:
    """Train, state, write or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", choices=ENCODERS, help="this one alone")
    parser.add_argument("--check", action="store_true", help="compare with the shipped heads instead of writing them")
    parser.add_argument("--folds", action="store_true", help="state cross-validated accuracy for several decays")
    parser.add_argument("--mistakes", action="store_true", help="list the test sentences it gets wrong")
    arguments = parser.parse_args()
    names = [arguments.encoder] if arguments.encoder else installed_encoders()
    return max(_one_encoder(load_encoder(name), arguments) for name in names)


def _one_encoder(encoder: SentenceEncoder, arguments: argparse.Namespace) -> int:
    texts, labels = read_training()
    started = time.perf_counter()
    vectors = features(encoder, texts)
    milliseconds = (time.perf_counter() - started) * 1000 / len(texts)
    if arguments.folds:
        other_texts, other_labels = read(DEVELOPMENT)
        development = features(encoder, other_texts), other_labels
        for decay in (0.03, 0.1, 0.3, 1.0, 3.0):
            known = accuracy(*development, *train(vectors, labels, decay))
            print(f"{encoder.name}, decay {decay:g}: {folds(vectors, labels, decay):.1%}, {DEVELOPMENT} {known:.1%}")
        return 0
    weights, bias = train(vectors, labels)
    print(
        f"{encoder.name}: {len(texts)} sentences, {milliseconds:.1f} ms a sentence, training accuracy "
        f"{accuracy(vectors, labels, weights, bias):.1%}"
    )
    for name in TESTS:
        test_texts, test_labels = read(name)
        test_vectors = features(encoder, test_texts)
        print(f"  {name}: {accuracy(test_vectors, test_labels, weights, bias):.1%} of {len(test_texts)}")
        if arguments.mistakes:
            found = (test_vectors @ weights.T + bias).argmax(axis=1)
            for text, right, wrong in zip(test_texts, test_labels, found, strict=True):
                if right != wrong:
                    print(f"    {EMOTIONS[right]} taken for {EMOTIONS[wrong]}: {text}")
    made, file = head_bytes(weights, bias), head_file(encoder)
    if arguments.check:
        same = file.read_bytes() == made
        print(f"{file.name} is what comes out" if same else f"{file.name} DIFFERS from what comes out")
        return 0 if same else 1
    file.write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
