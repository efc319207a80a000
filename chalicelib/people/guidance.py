"""How to deal with each kind of client (R081, R082): a short card beside who calls, and on their profile."""

from chalicelib.organisations.bilingual import Words
from chalicelib.people.person import Person

VIP = "vip"
GUIDANCE = {
    VIP: Words(
        ar="مستفيد مميّز: رحّبوا به باسمه، وتابعوا طلبه بأنفسكم. لا يقدَّم طلبه على موعد غيره.",
        en="A distinguished client: greet them by name and follow the matter yourself. Nobody else's target moves.",
    ),
    "person": Words(
        ar="فرد: خاطبوه باسمه، واستمعوا حتى يتم كلامه، ثم لخّصوا ما فهمتموه وبيّنوا الخطوة التالية.",
        en="A person: use their name, hear them out, then sum up what you understood and say what comes next.",
    ),
    "citizen": Words(
        ar="مواطن: خاطبوه باسمه، واستمعوا حتى يتم كلامه، ثم لخّصوا ما فهمتموه وبيّنوا الخطوة التالية.",
        en="A citizen: use their name, hear them out, then sum up what you understood and say what comes next.",
    ),
    "resident": Words(
        ar="مقيم: خاطبوه باللغة التي يفضّلها، وسمّوا له الوثائق المطلوبة بأسمائها الرسمية، وبيّنوا الخطوة التالية.",
        en="A resident: speak the language that they prefer, call papers by their official names, say what comes next.",
    ),
    "visitor": Words(
        ar="زائر: اسألوا عن اللغة المفضّلة، واشرحوا الخطوات من بدايتها.",
        en="A visitor: ask which language they prefer, and explain the steps from the beginning.",
    ),
    "company": Words(
        ar="شركة: سجّلوا اسم المتحدث وصفته ورقم السجل التجاري.",
        en="A company: note who speaks, in what capacity, and the commercial registration.",
    ),
    "government": Words(
        ar="جهة حكومية: سجّلوا اسم المتحدث وإدارته، وأحيلوا المراسلات الرسمية إلى قناتها.",
        en="A public body: note the speaker and their department; official letters go by their own channel.",
    ),
    "organisation": Words(
        ar="مؤسسة: سجّلوا اسم المتحدث وصفته.", en="An organisation: note who speaks and in what capacity."
    ),
}


def guidance(person: Person) -> Words:
    """Return how to deal with somebody: the card of distinguished clients before that of the kind."""
    return GUIDANCE.get(VIP if person.vip else person.type, GUIDANCE["person"])
