"""Pictures of every page of the demonstration, to be looked at by people: `make screenshots`."""
