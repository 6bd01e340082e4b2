"""A command that needs a package of the authoring extra."""

import tomlkit


def run(arguments):
    return len(tomlkit.dumps({}))
