"""Notice words about violence, health, disability or poverty: such files have their own sumber."""

import re
from collections.abc import Iterable, Mapping

SENSITIVE_WORDS: Mapping[str, str] = {
    "kekerasan": r"kekerasan|\bkorban|\bkasus|pelecehan|\btppo\b|pelaku|perkara|pelapor(?!an)"
    r"|\bkdrt\b|perkosa|cabul|narapidana|berhadapan dengan hukum",
    "kesehatan": r"imunisasi|stunting|balita|\bbayi|bersalin|hamil|lahir mati"
    r"|(?<!\bakt[ae] )(?:kelahiran|kematian)|penyakit|\bhiv\b|\baids\b|gizi|narkoba|napza",
    "disabilitas": r"disabilitas|difabel|cacat|\bodgj\b|sakit jiwa|terlantar",
    "kemiskinan": r"\bdesil\b|\bdtks\b|\bdtsen\b|\bbansos\b|bantuan sosial",
}  # fmt: skip


def sensitive_field(texts: Iterable[object]) -> str | None:
    """The field of persons' lives that some of the texts speak of, if any."""
    words = re.sub(r"[_\W]+", " ", " ".join(str(text) for text in texts).casefold())
    return next((f for f, pattern in SENSITIVE_WORDS.items() if re.search(pattern, words)), None)
