"""What each key of the window does; which key it is stands in the table of shortcuts."""

from __future__ import annotations

from companion.ui.main_window import PARTS, MainWindow
from companion.ui.shortcuts import Shortcuts


def bind_keys(keys: Shortcuts, window: MainWindow) -> None:
    """Let the keys act on the window, and its tips and menus name them."""
    chat, bar = window.chat, window.stage.bar
    for name, act in (
        ("stop", window.escape),
        ("pause", window.pause_wanted.emit),
        ("record", bar.button.click),
        ("record_letter", bar.button.click),  # a text field that has the focus takes it as a letter
        ("films", bar.films_button.click),
        ("search", chat.open_search),
        ("talks", chat.talks_button.click),
        ("new_talk", chat.begin_talk),
        ("desktop", window.stage.pet_button.click),
        ("settings", chat.settings_button.click),
        *((parts, lambda parts=parts: window.show_parts(parts)) for parts in PARTS),
    ):
        keys.bind(name, act)
    keys.tell_in(bar.button, bar.films_button, window.stage.pet_button, chat.settings_button, chat.talks_button)
    chat.talk_menu.aboutToShow.connect(lambda: keys.tell_in_menu(chat.talk_menu))
