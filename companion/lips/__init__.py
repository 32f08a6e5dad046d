"""How a mouth moves with a voice: computed beside the voice, once a sentence, before it is heard."""
