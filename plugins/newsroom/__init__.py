"""The newsroom as a Pelican plugin. Its door is PELICAN_CLASS, see build.py."""

import sys

# A build imports a hundred modules. Compiling them each time costs more than an edit does, so their
# compiled form is kept even where the machine is set up to keep none (as in containers).
sys.dont_write_bytecode = False


def register() -> None:
    """Nothing to connect: Newsroom.run() takes the place of Pelican's generators."""
