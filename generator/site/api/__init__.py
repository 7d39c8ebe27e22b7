"""The archive as JSON, version 1: what the pages say, for programs; the shapes (`shapes`) and the files (`files`).

Stable: a field may be added, none is renamed, taken out or given another meaning; what has to change so is version 2.
"""
