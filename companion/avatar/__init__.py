"""What a character does, whatever draws it: its faces, its idle life, touch and gaze, and the kinds of characters."""
