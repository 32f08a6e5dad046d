"""Tacotron2 and HiFiGAN with random weights, tiny, in the layout of the hub's real ones: they murmur, but they load."""

from __future__ import annotations

from pathlib import Path

_SYNTHESISER = """
sample_rate: 22050
hop_length: 256
model: !new:speechbrain.lobes.models.Tacotron2.Tacotron2
  mask_padding: True
  n_mel_channels: 80
  n_symbols: 148
  symbols_embedding_dim: 16
  encoder_kernel_size: 5
  encoder_n_convolutions: 1
  encoder_embedding_dim: 16
  attention_rnn_dim: 16
  attention_dim: 8
  attention_location_n_filters: 4
  attention_location_kernel_size: 5
  n_frames_per_step: 1
  decoder_rnn_dim: 16
  prenet_dim: 8
  max_decoder_steps: {steps}
  gate_threshold: 0.5
  p_attention_dropout: 0.1
  p_decoder_dropout: 0.1
  postnet_embedding_dim: 16
  postnet_kernel_size: 5
  postnet_n_convolutions: 2
  decoder_no_early_stopping: True
modules:
  model: !ref <model>
infer: !name:speechbrain.lobes.models.Tacotron2.infer
text_to_sequence: !name:speechbrain.utils.text_to_sequence.text_to_sequence
pretrainer: !new:speechbrain.utils.parameter_transfer.Pretrainer
  loadables:
    model: !ref <model>
"""
_VOCODER = """
generator: !new:speechbrain.lobes.models.HifiGAN.HifiganGenerator
  in_channels: 80
  out_channels: 1
  resblock_type: "1"
  resblock_dilation_sizes: [[1, 3, 5]]
  resblock_kernel_sizes: [3]
  upsample_kernel_sizes: [32, 16]
  upsample_initial_channel: 16
  upsample_factors: [16, 16]
  inference_padding: 5
  cond_channels: 0
  conv_post_bias: True
modules:
  generator: !ref <generator>
pretrainer: !new:speechbrain.utils.parameter_transfer.Pretrainer
  loadables:
    generator: !ref <generator>
"""


def write_tiny_tacotron(folder: Path, steps: int = 100) -> tuple[Path, Path]:
    """Write both models below ``folder`` and return their folders; every sentence takes ``steps`` frames."""
    import torch
    from hyperpyyaml import load_hyperpyyaml

    from companion.engine.torch_import import prepare_torch

    prepare_torch()
    torch.manual_seed(1)
    written = []
    for name, yaml, part, file in (
        ("tacotron", _SYNTHESISER.replace("{steps}", str(steps)), "model", "model.ckpt"),
        ("hifigan", _VOCODER, "generator", "generator.ckpt"),
    ):
        place = folder / name
        place.mkdir(parents=True)
        (place / "hyperparams.yaml").write_text(yaml)
        torch.save(load_hyperpyyaml(yaml)[part].state_dict(), place / file)
        written.append(place)
    return written[0], written[1]
