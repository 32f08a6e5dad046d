"""Films of her: recorded while it happens or rendered as notes, all of them through ffmpeg."""
