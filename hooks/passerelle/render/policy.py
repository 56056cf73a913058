"""The content security policy that every page of the built site carries."""

from __future__ import annotations

import base64
import hashlib
import re

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policy(boot_template: str) -> str:
    """The policy; the one inline script allowed is the constant text of `partials/theme-boot.html`, by its hash.

    The hash is taken from the template, never from rendered pages: hashing output would bless an attacker's script.

    Raises:
        ValueError: the template does not hold exactly one script.
    """
    scripts = _SCRIPT.findall(boot_template)
    if len(scripts) != 1:
        raise ValueError("theme-boot.html must hold exactly one inline script")
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'sha256-{digest}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )
