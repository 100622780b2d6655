"""Word pieces of a vocabulary (WordPiece, Wu et al. 2016, arXiv:1609.08144), word by word."""

from collections.abc import Sequence

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

REMEMBERED = 50_000  # words


class Vocabulary:
    """Gives the pieces of a word as numbers; remembers the words that it has seen."""

    def __init__(self, listed: Sequence[str]) -> None:
        numbers = {piece: i for i, piece in enumerate(listed)}
        self._unknown = (numbers["[UNK]"],)
        model = WordPiece(vocab=numbers, unk_token="[UNK]")  # noqa: S106 (a piece of the vocabulary, not a password)
        self._tokenizer = Tokenizer(model)
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self._seen: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            known = word.encode(errors="replace").decode()  # half of a surrogate pair is no text
            found = tuple(self._tokenizer.encode(known, add_special_tokens=False).ids) or self._unknown
            self._seen[word] = found
        return found
