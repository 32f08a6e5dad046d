"""The command line: arguments in, one exit code out. Every command is a module of ``companion.commands``."""

from __future__ import annotations

import argparse
import importlib
import io
import logging
import os
import sys
from pathlib import Path
from typing import Any

from companion import __version__, paths
from companion.errors import CompanionError
from companion.log import RedactedFormatter, log_to_file


def _add_speak(commands: Any) -> None:
    speak = commands.add_parser("speak", help="the voice alone")
    speak.add_argument("text", nargs="?", default="", metavar="TEXT")
    speak.add_argument("--out", type=Path, metavar="FILE.wav")
    speak.add_argument("--engine", default="", metavar="NAME", help="a voice engine other than the settings choose")
    speak.add_argument("--voice", default="", metavar="NAME", help="one of the engine's voices; ? lists them")


def _add_note(note: argparse.ArgumentParser) -> None:
    note.add_argument("text", nargs="?", default="", metavar="TEXT")
    note.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="ends with .mp4, .webm, .mov, .gif, .webp or .wav"
    )
    note.add_argument("--verbatim", action="store_true", help="speak TEXT itself instead of answering it")
    note.add_argument("--wav", type=Path, metavar="FILE", help="the voice; TEXT is then what it says, for captions")
    note.add_argument("--batch", type=Path, metavar="FILE", help="a note for each line of FILE: OUT-1, OUT-2, …")
    note.add_argument("--persona", metavar="NAME")
    note.add_argument(
        "--avatar", type=Path, metavar="PATH", help="a model3.json, a model.json, a picture, or a folder with one"
    )
    note.add_argument(
        "--preset",
        choices=("plain", "note", "story", "clip", "sticker"),
        default="plain",
        help="note: for Telegram, square, a minute at most, a thumbnail; story: 9:16; clip: 16:9; sticker: transparent",
    )
    note.add_argument(
        "--size", type=int, default=None, metavar="PIXELS", help="the shorter side (512; story, clip: 720)"
    )
    note.add_argument("--fps", type=int, default=None, help="frames per second (30; sticker: 25)")
    note.add_argument("--transparent", action="store_true", help="only her: .webm, .mov, .gif or .webp")
    note.add_argument(
        "--background", default="", metavar="WHAT", help="light, dark, transparent, a colour like #00b140, a picture"
    )
    note.add_argument("--captions", choices=("burned", "srt", "vtt"), help="on the picture, or in a file beside it")
    note.add_argument("--subtitles", choices=("srt", "vtt"), help="a file beside the film as well")
    note.add_argument("--json", action="store_true", help="one line of JSON for each step and each note")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="companion", description="A Live2D character who talks with you.")
    parser.add_argument("--version", action="version", version=f"companion {__version__}")
    parser.add_argument("--debug", action="store_true", help="log in detail to standard error")
    parser.add_argument(
        "--safe", action="store_true", help="the window with the default character and engines, without plug-ins"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("window", help="the window (the default)")

    _add_note(commands.add_parser("note", help="a video note, no display needed"))

    reply = commands.add_parser("reply", help="one answer in the terminal")
    reply.add_argument("text", metavar="TEXT")
    reply.add_argument("--persona", metavar="NAME")
    reply.add_argument("--json", action="store_true")

    _add_speak(commands)
    hear = commands.add_parser("hear", help="the words in a wav file")
    hear.add_argument("file", type=Path, metavar="FILE.wav")
    hear.add_argument("--language", default="", metavar="CODE", help="the language spoken, such as en; else found out")
    hear.add_argument("--json", action="store_true")

    feel = commands.add_parser("feel", help="seven emotion scores")
    feel.add_argument("text", metavar="TEXT")
    feel.add_argument("--context", default="", metavar="PREVIOUS")
    feel.add_argument("--json", action="store_true")

    render = commands.add_parser("render", help="one frame of a model as a PNG")
    render.add_argument("--avatar", type=Path, metavar="PATH")
    render.add_argument("--out", type=Path, required=True, metavar="FILE.png")
    render.add_argument("--param", action="append", default=[], metavar="ID=VALUE")
    render.add_argument("--expression", metavar="NAME")
    render.add_argument("--size", type=int, default=512, metavar="PIXELS")
    render.add_argument("--time", type=float, default=0.0, metavar="SECONDS")

    models = commands.add_parser("models", help="list, install, remove or verify models")
    models.add_argument("action", nargs="?", default="list", choices=("list", "install", "remove", "verify"))
    models.add_argument("name", nargs="?", metavar="NAME")

    _add_persona(commands.add_parser("persona", help="list, import or export personas and character cards"))

    _add_care(commands)

    bench = commands.add_parser("bench", help="measure, as ratios in one run")
    bench.add_argument("--json", action="store_true")
    bench.add_argument("--chart", type=Path, metavar="FILE.png", help="draw the ratios as a picture, too")
    bench.add_argument("--only", action="append", default=[], metavar="NAME", help="run this measurement only")
    bench.add_argument("--frames", action="store_true", help="what a frame costs, against Live2D's own renderer")
    bench.add_argument(
        "--avatar",
        action="append",
        default=[],
        type=Path,
        metavar="PATH",
        help="model or folder of models for --frames",
    )
    bench.add_argument(
        "--count", type=int, default=0, metavar="FRAMES", help="with --frames: do so many frames leave anything behind?"
    )

    _add_costs(commands.add_parser("costs", help="what was used and what it cost"))

    _add_backup(commands.add_parser("backup", help="copies of talks, memories and settings"))
    _add_sleep(commands.add_parser("sleep", help="she goes over the last days' talk and keeps what matters"))
    _add_avatar(commands)
    _add_play(commands.add_parser("play", help="act on commands from standard input"))
    _add_telegram(commands.add_parser("telegram", help="a Telegram bot that answers with video notes"))
    return parser


def _add_telegram(telegram: argparse.ArgumentParser) -> None:
    telegram.add_argument(
        "action",
        nargs="?",
        default="run",
        choices=("run", "token", "allow", "deny"),
        help="run the bot (the default); keep its token, read from standard input; who may write to it",
    )
    telegram.add_argument(
        "user", nargs="?", type=int, metavar="NUMBER", help="of a user; the bot tells strangers theirs"
    )


def _add_costs(costs: argparse.ArgumentParser) -> None:
    costs.add_argument("--days", type=float, default=30.0, metavar="DAYS", help="how far back to look (30)")
    costs.add_argument("--json", action="store_true")


def _add_backup(backup: argparse.ArgumentParser) -> None:
    keeping = backup.add_subparsers(dest="action", metavar="ACTION")
    keeping.add_parser("list", help="the copies there are (the default)")
    keeping.add_parser("make", help="make one now")
    keeping.add_parser("restore", help="put one back").add_argument("name", metavar="NAME")


def _add_sleep(rest: argparse.ArgumentParser) -> None:
    rest.add_argument("--persona", metavar="NAME")
    rest.add_argument(
        "--learn", action="store_true", help="the text model (transformers) learns the lines by heart too"
    )
    rest.add_argument("--undo", action="store_true", help="forget what text models learned by heart")


def _add_play(play: argparse.ArgumentParser) -> None:
    play.add_argument("--stdin", action="store_true", help="read commands, one a line; ? lists them")
    play.add_argument("--out", type=Path, metavar="FILE.mp4", help="film everything from start to end")
    play.add_argument("--avatar", type=Path, metavar="PATH")
    play.add_argument("--size", type=int, default=512, metavar="PIXELS")
    play.add_argument("--fps", type=int, default=30)
    play.add_argument(
        "--background", default="", metavar="WHAT", help="light, dark, a colour like #00b140, or a picture"
    )
    play.add_argument("--window", action="store_true", help="show her in a window meanwhile")


def _add_care(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    doctor = commands.add_parser("doctor", help="what works here and what to do about the rest")
    doctor.add_argument("--json", action="store_true")
    doctor.add_argument("--only", action="append", default=[], metavar="NAME", help="try this part only")
    desktop = commands.add_parser("desktop", help="into the desktop's menu, and out of it (Linux)")
    desktop.add_argument("action", choices=("install", "remove"))


def _add_persona(persona: argparse.ArgumentParser) -> None:
    persona.add_argument("action", nargs="?", default="list", choices=("list", "import", "export"))
    persona.add_argument("name", nargs="?", metavar="NAME|FILE", help="what to export, or the file to import")
    persona.add_argument("file", nargs="?", type=Path, metavar="FILE", help="where to: .png, .json, .charx or .toml")


def _add_avatar(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    avatar = commands.add_parser("avatar", help="what a character has and lacks; draw one of pictures")
    actions = avatar.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="what a character has and lacks")
    check.add_argument("path", type=Path, metavar="PATH", help="a model3.json, its folder, or a zip file with them")
    check.add_argument("--json", action="store_true")
    draw = actions.add_parser("draw", help="a portrait for each emotion, by a server with OpenAI's images")
    draw.add_argument("text", metavar="DESCRIPTION", help="who is to be drawn")
    draw.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="a face that is there already is kept")
    draw.add_argument("--server", default="", metavar="URL", help="else the text model's server of the settings")
    draw.add_argument("--model", default="", metavar="NAME", help="else the server's own choice")
    draw.add_argument("--size", default="1024x1024", metavar="WxH", help="one that the server offers (1024x1024)")
    draw.add_argument("--edit", action="store_true", help="make all faces out of the first: the same person each time")


def main(argv: list[str] | None = None) -> int:
    """Run one command. Returns 0 done, 1 failed (one plain line on standard error); exits with 2 on wrong arguments."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A file's name need not be text, and not every terminal knows every letter: neither is a mistake.
        unicode = sys.stdout.encoding.lower() == "utf-8"
        sys.stdout.reconfigure(errors="surrogateescape" if unicode else "backslashreplace")
    arguments = _parser().parse_args(argv)
    handler = logging.StreamHandler()
    handler.setFormatter(RedactedFormatter())
    logging.basicConfig(level=logging.DEBUG if arguments.debug else logging.ERROR, handlers=[handler])
    command = importlib.import_module(f"companion.commands.{arguments.command or 'window'}")
    from cubism_binding.core.errors import CubismError

    try:
        if arguments.command not in (None, "window"):  # the window says it in a window
            paths.check_access()
        code = int(command.run(arguments))
        sys.stdout.flush()  # a reader that has gone shows here, not when the interpreter ends
        return code
    except (CompanionError, CubismError) as error:
        sys.stderr.write(f"companion: {error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("companion: stopped.\n")
        return 1
    except BrokenPipeError:  # "companion models | head": the reader has gone, there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 - a mistake of the program: words for the user, the rest for the log
        from companion.redaction import redacted

        mistakes = logging.getLogger("mistakes")
        mistakes.propagate = False
        log_to_file("mistakes", mistakes)
        mistakes.exception("companion %s", __version__)
        file = paths.log_dir() / "mistakes.log"
        said = f"{type(error).__name__}: {error}"
        sys.stderr.write(f"companion: a mistake of the program ({redacted(said)}); see {file}\n")
        return 1
