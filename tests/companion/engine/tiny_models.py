"""Real architectures with random weights and a real tokenizer of whole words, small enough to load in no time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from companion.engine.torch_import import prepare_torch

WORDS = ["Human", ":", "Mia", ".", "\n", " ", "the", "sea", "is", "calm", "I", "you", "rose", "ship", "old", "pink"]
TEMPLATE = (
    "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}"
    "{% if add_generation_prompt %}assistant: {% endif %}"
)


def make_tokenizer(chat: bool = True) -> Any:
    prepare_torch()
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers
    from tokenizers.decoders import Fuse
    from transformers import PreTrainedTokenizerFast

    vocabulary = {word: number for number, word in enumerate(["<end>", "<unknown>", *WORDS])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unknown>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"\w+|\s|[^\w\s]"), "isolated")
    tokenizer.decoder = Fuse()
    made = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="<end>", unk_token="<unknown>", clean_up_tokenization_spaces=False
    )
    if chat:
        made.chat_template = TEMPLATE
    return made


def make_model(folder: Path, kind: str = "llama", *, chat: bool = True, pickle: bool = False) -> Path:
    """Write a model of ``kind`` (llama, gptj, opt) into ``folder``; ``pickle``: as pytorch_model.bin."""
    prepare_torch()
    import torch
    from transformers import GPTJConfig, GPTJForCausalLM, LlamaConfig, LlamaForCausalLM, OPTConfig, OPTForCausalLM

    size = len(WORDS) + 2
    torch.manual_seed(3)
    model: Any
    if kind == "llama":
        model = LlamaForCausalLM(
            LlamaConfig(
                vocab_size=size, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
                num_key_value_heads=2, max_position_embeddings=2048, eos_token_id=0, bos_token_id=None,
            )
        )  # fmt: skip
    elif kind == "gptj":
        model = GPTJForCausalLM(
            GPTJConfig(
                vocab_size=size, n_embd=32, n_layer=2, n_head=4, rotary_dim=4, n_positions=2048, eos_token_id=0,
                bos_token_id=None,
            )
        )  # fmt: skip
    else:
        model = OPTForCausalLM(
            OPTConfig(
                vocab_size=size, hidden_size=32, ffn_dim=64, num_hidden_layers=2, num_attention_heads=4,
                max_position_embeddings=2048, word_embed_proj_dim=32, eos_token_id=0, bos_token_id=None,
                pad_token_id=None,
            )
        )  # fmt: skip
    with torch.no_grad():
        model.get_output_embeddings().weight *= 30  # sharp enough that temperature matters
    model.save_pretrained(folder)
    if pickle:
        torch.save(model.state_dict(), folder / "pytorch_model.bin")
        for file in folder.glob("*.safetensors"):
            file.unlink()
    make_tokenizer(chat).save_pretrained(folder)
    return folder
