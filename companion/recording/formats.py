"""What a film can be: formats by the file's suffix, and presets for the places where films are shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from companion.errors import CompanionError

# The picture is marked as BT.709 and converted so: else players guess by its size, and skin turns green.
_BT709 = "scale=out_color_matrix=bt709:out_range=tv"
_MARKED_BT709 = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709")
_VP9 = ("-c:v", "libvpx-vp9", "-crf", "30", "-b:v", "0", "-deadline", "good", "-cpu-used", "5", "-row-mt", "1")
_OPUS = ("-c:a", "libopus", "-b:a", "96k")
_PCM = ("-c:a", "pcm_s16le")


@dataclass(frozen=True, slots=True)
class FilmFormat:
    """One way to write a film: what ffmpeg is told between its input and the file's name.

    ``filters`` is what happens to the picture; formats that keep alpha keep it straight. ``fastest`` is the most frames
    per second the format can time; 0: any. ``live`` is added while it happens, so that a file torn off at any moment
    can be played but for its last second; empty: this format cannot do that. ``largest`` is how many bytes are taken
    where such films go; 0: any. ``sound_block`` is how many samples its sound comes in, a part of one being filled
    up with silence; 0: it has any length.
    """

    name: str
    muxer: str
    filters: str
    picture: tuple[str, ...]
    sound: tuple[str, ...] = ()
    container: tuple[str, ...] = ()
    transparent: bool = False
    fastest: int = 0
    live: tuple[str, ...] = ()
    largest: int = 0
    sound_block: int = 0


MP4 = FilmFormat(
    "H.264 and AAC",
    "mp4",
    f"{_BT709},format=yuv420p",
    ("-c:v", "libx264", "-crf", "21", "-preset", "veryfast", *_MARKED_BT709),
    ("-c:a", "aac", "-b:a", "128k"),
    ("-movflags", "+faststart"),
    live=("-movflags", "+frag_keyframe+delay_moov+default_base_moof", "-flush_packets", "1"),
    sound_block=1024,
)
WEBM = FilmFormat("VP9 and Opus", "webm", f"{_BT709},format=yuv420p", (*_VP9, *_MARKED_BT709), _OPUS)
MOV = FilmFormat(
    "ProRes 422",
    "mov",
    f"{_BT709},format=yuv422p10le",
    ("-c:v", "prores_ks", "-profile:v", "hq", *_MARKED_BT709),
    _PCM,
)
GIF = FilmFormat(
    "GIF",
    "gif",
    "split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=sierra2_4a",
    ("-c:v", "gif"),
    container=("-loop", "0"),
    fastest=50,
)
WEBP = FilmFormat(
    "WebP",
    "webp",
    "format=yuv420p",
    ("-c:v", "libwebp_anim", "-quality", "75"),
    container=("-loop", "0"),
)
WAV = FilmFormat("the voice alone", "wav", "", (), _PCM)
_OPAQUE = {".mp4": MP4, ".webm": WEBM, ".mov": MOV, ".gif": GIF, ".webp": WEBP, ".wav": WAV}
_TRANSPARENT = {
    ".webm": FilmFormat(
        "VP9 with alpha and Opus",
        "webm",
        f"{_BT709},format=yuva420p",
        (*_VP9, "-auto-alt-ref", "0", *_MARKED_BT709),  # alternate reference frames and alpha exclude each other
        _OPUS,
        transparent=True,
        live=("-deadline", "realtime", "-cpu-used", "8", "-cluster_time_limit", "1000", "-flush_packets", "1"),
    ),
    ".mov": FilmFormat(
        "ProRes 4444 with alpha",
        "mov",
        f"{_BT709},format=yuva444p10le",
        ("-c:v", "prores_ks", "-profile:v", "4444", "-alpha_bits", "16", *_MARKED_BT709),
        _PCM,
        transparent=True,
    ),
    ".gif": FilmFormat(
        "GIF with alpha",
        "gif",
        "format=rgba,split[a][b];[a]palettegen=reserve_transparent=1[p];"
        "[b][p]paletteuse=dither=sierra2_4a:alpha_threshold=128",
        ("-c:v", "gif"),
        container=("-loop", "0"),
        transparent=True,
        fastest=50,
    ),
    ".webp": FilmFormat(
        "WebP with alpha",
        "webp",
        "format=yuva420p",
        ("-c:v", "libwebp_anim", "-quality", "75"),
        container=("-loop", "0"),
        transparent=True,
    ),
}

STICKER = replace(
    _TRANSPARENT[".webm"],
    name="VP9 sticker",
    # Less of the same quality where three seconds would be more than Telegram takes; alpha comes on top.
    picture=(*_TRANSPARENT[".webm"].picture, "-crf", "36", "-b:v", "360k"),
    sound=(),
    live=(),
    largest=256_000,
)
"""What Telegram takes as a video sticker: 512 pixels, at most three seconds and 256 kB, no sound."""


def format_of(file: Path, *, transparent: bool = False, sticker: bool = False) -> FilmFormat:
    """Return how a film with this name is written. Raises CompanionError for a name that says no such format."""
    suffix = file.suffix.lower()
    if sticker and suffix == ".webm":
        return STICKER
    if suffix not in _OPAQUE:
        better = file.with_suffix(".mp4").name if file.name else "note.mp4"
        raise CompanionError(
            f"{file.name or file} says no format of ours: name the file {better}, or with "
            f"{', '.join(list(_OPAQUE)[1:-1])} or .wav at the end."
        )
    if not transparent:
        return _OPAQUE[suffix]
    if suffix not in _TRANSPARENT:
        raise CompanionError(
            f"{suffix} has no transparent pictures: name the file {file.with_suffix('.webm').name} (VP9, for the web "
            f"and OBS), {file.with_suffix('.mov').name} (ProRes 4444, for editors), or with .gif or .webp (stickers)."
        )
    return _TRANSPARENT[suffix]


@dataclass(frozen=True, slots=True)
class Preset:
    """The shape of a film for one place: ``aspect`` is width to height, ``size`` the shorter side in pixels.

    ``longest`` is the most seconds a film may have; a longer one becomes several. ``thumbnail``: a JPEG beside it.
    ``sticker``: transparent, and as small as messengers want it.
    """

    aspect: tuple[int, int] = (1, 1)
    size: int = 512
    fps: int = 30
    longest: float | None = None
    thumbnail: bool = False
    sticker: bool = False

    def dimensions(self, size: int | None = None) -> tuple[int, int]:
        """Return (width, height) in even pixels with the shorter side ``size``; None: the preset's own."""
        size = self.size if size is None else size
        across, up = self.aspect
        longer = round(size * max(across, up) / min(across, up) / 2) * 2
        return (longer, size) if across > up else (size, longer) if up > across else (size, size)


PRESETS = {
    "plain": Preset(),
    "note": Preset(longest=60.0, thumbnail=True),  # Telegram: square, at most a minute
    "story": Preset((9, 16), 720),
    "clip": Preset((16, 9), 720),
    "sticker": Preset(fps=25, longest=3.0, sticker=True),
}
"""By the names the command line takes."""
