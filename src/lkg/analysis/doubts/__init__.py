"""What a finding rests on: ties and claims, sources and voices, lenses, whose word is taken; and the way back."""
