"""Who speaks in an invented article, and two invented texts in GUM's format."""

from typing import Any

from benchmarks.speaker_marks import Mark
from tests.marked import marked, spans

PORT = (
    "Mayor Ilsa Varnholt said the harbour would open on Monday. She added that the pumps were working.\n\n"
    "Tomas Erzhin, a dock worker, said the water was still too high. Critics said nobody had asked them.\n\n"
    "“The gates will hold,” the mayor said. It was said that a ship had sunk."
)
PORT_RECORD = marked(
    "port",
    PORT,
    ("Mayor Ilsa Varnholt", "said", "the harbour would open on Monday"),
    ("She", "added", "that the pumps were working"),
    ("Tomas Erzhin, a dock worker,", "said", "the water was still too high"),
    ("Critics", "said", "nobody had asked them"),
    ("the mayor", "said", "“The gates will hold,”"),
)
MAYOR, WORKER, CRITICS = (spans(PORT, words)[0] for words in ("Ilsa Varnholt", "Tomas Erzhin", "Critics"))
MARKS = (
    Mark(0, (MAYOR,), "person", "name"),
    Mark(1, (MAYOR,), "person", "pronoun"),
    Mark(2, (WORKER,), "person", "name"),
    Mark(3, (CRITICS,), "collective", "role"),
    Mark(4, (MAYOR,), "person", "role"),
)
GUM = """\
# newdoc id = GUM_news_harbour
# newpar
1	Mr.	Mr.	PROPN	NNP	_	2	nmod:desc	_	Entity=(4-person-new-nnnnn-cf1-1,2,3-sgl
2	Tom	Tom	PROPN	NNP	_	4	nsubj	_	_
3	Ek	Ek	PROPN	NNP	_	2	flat	_	Entity=4)
4	said	say	VERB	VBD	_	0	root	_	_
5	rain	rain	NOUN	NN	_	7	nsubj	_	_
6	was	be	AUX	VBD	_	7	cop	_	_
7	near	near	ADJ	JJ	_	4	ccomp	_	SpaceAfter=No
8	.	.	PUNCT	.	_	4	punct	_	_

1	Ann	Ann	PROPN	NNP	_	3	nsubj	_	Entity=(1-person-new-nnnnn-cf1-1-coref
2	Lee	Lee	PROPN	NNP	_	1	flat	_	Entity=1)
3	left	leave	VERB	VBD	_	0	root	_	_
4	Ostrel	Ostrel	PROPN	NNP	_	3	obj	_	SpaceAfter=No|Entity=(2-place-new-nnnnn-cf2-1-sgl)
5	.	.	PUNCT	.	_	3	punct	_	_

1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv:act-nnnnn-cf1-1-ana)
2	said	say	VERB	VBD	_	0	root	_	_
3	the	the	DET	DT	_	4	det	_	Entity=(3-place-new-nnnnn-cf2-2-coref
4	harbour	harbour	NOUN	NN	_	6	nsubj	_	Entity=3)
5	was	be	AUX	VBD	_	6	cop	_	_
6	shut	shut	ADJ	JJ	_	2	ccomp	_	_
7	because	because	SCONJ	IN	_	9	mark	_	_
8	it	it	PRON	PRP	_	9	nsubj	_	Entity=(3-place-giv:act-nnnnn-cf1-1-ana)
9	flooded	flood	VERB	VBD	_	6	advcl	_	SpaceAfter=No
10	.	.	PUNCT	.	_	2	punct	_	_

# newdoc id = GUM_voyage_ostrel
# newpar
1	It	it	PRON	PRP	_	2	nsubj	_	Entity=(9-abstract-new-nnnnn-cf1-1-sgl)
2	says	say	VERB	VBZ	_	0	root	_	_
3	it	it	PRON	PRP	_	2	obj	_	SpaceAfter=No|Entity=(8-abstract-new-nnnnn-cf1-1-sgl)
4	.	.	PUNCT	.	_	2	punct	_	_

"""


def ced_record() -> dict[str, Any]:
    said = [
        ("the harbour would open on Monday", "Ilsa Varnholt"),
        ("the pumps were working", "Tomas Erzhin"),
        ("nobody had asked them", "Bo Ek"),
        ("the gates will hold", "Ilsa Varnholt"),
        ("the moon is made of cheese", "Ilsa Varnholt"),
    ]
    return {"id": "port", "text": PORT, "utterances": [{"utterance": u, "agent": a, "type": "direct"} for u, a in said]}
