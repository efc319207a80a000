# اللوحة الحية: القوائم والموظفون والاتصالات القائمة.

nav-calls = مركز الاتصال
live = اللوحة الحية
live-now = الآن
live-today = منذ بداية اليوم
live-here = تُحدَّث فورًا
live-reconnecting = نعيد الاتصال بالتحديث الفوري…
live-away = نعيد الاتصال بالتحديث الفوري… وتُجلب الأرقام كل بضع ثوانٍ حتى ذلك
live-stale = تعذّر التحديث: هذه الأرقام كما كانت { $when }
live-at = كما في { $when }
live-waiting = المنتظرون
live-oldest = أطول انتظار
live-available = الموظفون المتاحون
live-busy = الموظفون المشغولون
live-presented = المكالمات الواردة إلى القوائم
live-handled = المُجابة
live-abandoned = تُركت قبل الرد
live-otherwise = خرجت بغير ذلك
live-handled-percent = المُجابة من الواردة
live-abandoned-percent = المتروكة من الواردة
live-handled-of-presented = المُجابة من الواردة
live-of-presented = { $percent } من الواردة
live-of-agents = { $n ->
    [zero] لا موظفين
    [one] من موظف واحد
    [two] من موظفَين
    [few] من { $n } موظفين
    [many] من { $n } موظفًا
   *[other] من { $n } موظف
}
live-wait-soon = أطول من الموعود
live-wait-late = أطول بكثير من الموعود

## القوائم

live-queues = قوائم الانتظار
live-queues-about = الأعداد منذ بداية اليوم؛ والوارد إلى القائمة مجموع المُجاب والمتروك وما خرج بغير ذلك: معاودة اتصال أو رسالة صوتية أو تحويل.
live-queue = القائمة
live-no-queues = لم تُضبط قوائم انتظار لهذه الجهة بعد

## الموظفون

live-agents = الموظفون
live-agent = الموظف
live-status = الحالة
live-since = منذ
live-call = الاتصال
live-in-contact = في اتصال
live-serves = القوائم التي يخدمها
live-no-agents = لا موظف مسجّل في البدالة الآن
live-act = إجراء
live-put = تغيير الحالة
live-put-one = تغيير الحالة: { $name }
live-put-to = الحالة الجديدة
live-put-about = تتغير الحالة فورًا، ويرى الموظف من غيّرها ولماذا.
live-put-done = تغيّرت الحالة.

## الاتصالات القائمة

live-contacts = الاتصالات القائمة
live-number = الرقم
live-withheld = رقم محجوب
live-open = الاتصال من { $number }
live-state = أين هو
live-no-contacts = لا اتصالات قائمة الآن
live-which = الاتصال:
live-listen = استماع
live-listen-one = استماع: { $number }
live-listen-about = تُفتح المكالمة في هاتفكم أعلى الصفحة؛ تسمعون الطرفين ولا يسمعانكم. يُحفظ السبب ويراه الموظف.
live-listen-done = فُتحت المكالمة في هاتفكم أعلى الصفحة للاستماع.
live-barge = الدخول في المكالمة
live-barge-one = الدخول في المكالمة: { $number }
live-barge-about = تُفتح المكالمة في هاتفكم أعلى الصفحة؛ تتحدثون مع الطرفين ويسمعكم الجميع. يُحفظ السبب ويراه الموظف.
live-barge-done = تدخلون المكالمة الآن من هاتفكم أعلى الصفحة.
live-end = إنهاء
live-end-one = إنهاء: { $number }
live-end-about = ينقطع الاتصال فورًا على الطرفين. يُحفظ السبب ويراه الموظف.
live-end-done = أُنهي الاتصال.
reasoned-why = السبب

## شاشة الجدار

live-wall = شاشة القاعة
live-wall-title = مركز الاتصال: { $body }
live-full = ملء الشاشة
live-back = إلى اللوحة الحية
