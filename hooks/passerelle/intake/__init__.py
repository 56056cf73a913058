"""Floor 3: from what a contributor sends to files of the content tree: bundles, exchange files, filled issue forms.

Reading is pure: bytes in, files and problems out. `placing` alone writes, and only new files.
"""
