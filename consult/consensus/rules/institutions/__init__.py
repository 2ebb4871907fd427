"""How bodies that decide together count: each module is one rule of one of them, or a small family."""
