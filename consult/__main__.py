"""`python -m consult` is the command `consult`."""

from consult.cli import consult


def main() -> None:
    """Run the command line."""
    consult(prog_name="consult")


if __name__ == "__main__":
    main()
