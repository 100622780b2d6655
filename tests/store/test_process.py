import pytest

from kg.errors import QueryError
from kg.store import EmbeddedStore, process


def test_an_answer_that_is_too_large_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "MAX_BYTES", 1_000)
    with EmbeddedStore.memory() as store:
        assert len(store.answer(f'SELECT ("{"x" * 900}" AS ?a) {{}}', "text/csv", timeout=20)) < 1_000
        with pytest.raises(QueryError, match=r"the answer is larger than .* add LIMIT"):
            store.answer(f'SELECT ("{"x" * 1_000}" AS ?a) {{}}', "text/csv", timeout=20)
