"""The newsroom as a Pelican plugin. Its door is PELICAN_CLASS, see build.py."""


def register() -> None:
    """Nothing to connect: Newsroom.run() takes the place of Pelican's generators."""
