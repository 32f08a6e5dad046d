"""The engine process: text model, feelings, voice and ears behind a pipe, so that the window never waits for them."""
