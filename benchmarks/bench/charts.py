"""Charts of growth."""


def write(results, out):
    return []
