"""Names and words as strangers may write them.

from tests.draw.hostile import HOSTILE
"""

HOSTILE = (
    "<script>alert(1)</script>",
    "\"/><image href='https://a.example/x.png'/>",
    "&lt;&amp;]]>&#0;",
    "W" * 600,
    "very long " * 60,
    "מחלקת ההגנה אמרה שלא היו נפגעים " * 4,
    "\u202eevil\u202c وزارة الدفاع تقول إن العدد أكبر بكثير من ذلك",
    "国防部发言人表示目前没有任何伤亡报告" * 8,
    "a\x00b\x1b[31mc\ud800d\ufffe\x7f\u2028e",
    "Z\u0351\u036b\u0343\u036a\u0302\u0306" * 20,
    "👩\u200d🚒👨\u200d👩\u200d👧\u200d👦 of the fire brigade 🏴",
    "﷽ 𒐫 ᠀ ꧅",
    "   ",
    "",
    "%s {0} \\n $(x)",
)
