"""A tiny random classifier in the layout of Hartmann's on the hub: RoBERTa, byte-level BPE, seven labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from companion.engine.torch_import import prepare_torch
from companion.messages import EMOTIONS


def make_classifier(folder: Path, labels: Sequence[str] = EMOTIONS, *, pickle: bool = False) -> Path:
    """Write it into ``folder``; ``pickle``: weights as pytorch_model.bin."""
    prepare_torch()
    import torch
    from tokenizers import ByteLevelBPETokenizer
    from transformers import RobertaConfig, RobertaForSequenceClassification, RobertaTokenizerFast

    folder.mkdir(parents=True, exist_ok=True)
    bytes_only = ByteLevelBPETokenizer()
    bytes_only.train_from_iterator(
        ["How are you? Fine!"], vocab_size=300, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"],
        show_progress=False,
    )  # fmt: skip
    bytes_only.save_model(str(folder))
    tokenizer = RobertaTokenizerFast(vocab=str(folder / "vocab.json"), merges=str(folder / "merges.txt"))
    tokenizer.model_max_length = 64
    tokenizer.save_pretrained(folder)
    torch.manual_seed(5)
    model = RobertaForSequenceClassification(
        RobertaConfig(
            vocab_size=300, hidden_size=32, num_hidden_layers=1, num_attention_heads=4, intermediate_size=64,
            max_position_embeddings=66, type_vocab_size=1, pad_token_id=1, bos_token_id=0, eos_token_id=2,
            id2label=dict(enumerate(labels)), label2id={label: number for number, label in enumerate(labels)},
            initializer_range=1.0,
        )
    )  # fmt: skip
    model.save_pretrained(folder)
    if pickle:
        torch.save(model.state_dict(), folder / "pytorch_model.bin")
        (folder / "model.safetensors").unlink()
    return folder
