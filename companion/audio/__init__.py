"""Sound in and out: the player with its clock, the microphone, the canceller of her own echo. No window."""
