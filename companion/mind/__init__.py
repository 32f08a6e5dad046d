"""Who she is and what she makes of the talk: persona, prompt, sentences, mood, memory. No model, no window."""
