"""The Telegram bot: text and voice messages answered with video notes. Knows no window; needs the extra ``telegram``.

```
Telegram ──updates──► intake ──on disk──► store          one row for each message, gone on with after a restart
                        │ one lane for each chat
                        ├─ voice ──► brain.hear (recogniser)
                        ├─ text ───► brain.answer (text model, feelings, voice; one turn after the other)
                        ├─ sentences ──► studio (processes that draw and encode, several at once)
                        └─ film, or voice, or text ──► courier (patient sending) ──► Telegram
```
"""
