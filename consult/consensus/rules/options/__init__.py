"""How one of several options is chosen: by approval, by scores, or by ranks."""
