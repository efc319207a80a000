### أسماء الأنواع كما يُخاطب بها أصحابها (شكواكم)، ومعرَّفةً ونكرةً، وجنسها النحوي؛ ثم المُدد والتاريخ.
complaint = شكواكم
    .definite = الشكوى
    .indefinite = شكوى
    .gender = feminine
report = بلاغكم
    .definite = البلاغ
    .indefinite = بلاغ
    .gender = masculine
inquiry = استفساركم
    .definite = الاستفسار
    .indefinite = استفسار
    .gender = masculine
information_request = طلب المعلومات
    .definite = طلب المعلومات
    .indefinite = طلب معلومات
    .gender = masculine
observation = ملاحظتكم
    .definite = الملاحظة
    .indefinite = ملاحظة
    .gender = feminine
suggestion = اقتراحكم
    .definite = الاقتراح
    .indefinite = اقتراح
    .gender = masculine
thanks = رسالة شكركم
    .definite = رسالة الشكر
    .indefinite = رسالة شكر
    .gender = feminine
media = الشكوى الإعلامية
    .definite = الشكوى الإعلامية
    .indefinite = شكوى إعلامية
    .gender = feminine

# مدة بالأيام، بعد «خلال».
days = { $days ->
    [zero] اليوم نفسه
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}
# مدة بالدقائق، بعد «لمدة».
minutes = { $minutes ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $minutes } دقائق
    [many] { $minutes } دقيقة
   *[other] { $minutes } دقيقة
}
date = { DATETIME($date, dateStyle: "long") }
# تاريخ بيومه من الأسبوع، ثم وقت بيومه وتاريخه وساعته.
weekday = { DATETIME($date, dateStyle: "full") }
instant = { DATETIME($at, dateStyle: "full", timeStyle: "short") }
# رتبة التذكير (R125).
reminder = { $count ->
    [1] التذكير الأول
    [2] التذكير الثاني
    [3] التذكير الثالث
    [4] التذكير الرابع
    [5] التذكير الخامس
   *[other] التذكير رقم { $count }
}
# عدد المتأخر.
overdue = { $count ->
    [zero] لا طلبات متأخرة
    [one] طلب واحد متأخر
    [two] طلبان متأخران
    [few] { $count } طلبات متأخرة
    [many] { $count } طلبًا متأخرًا
   *[other] { $count } طلب متأخر
}
# عدد المرات، بين قوسين.
times = { $count ->
    [zero] ولا مرة
    [one] مرة واحدة
    [two] مرتان
    [few] { $count } مرات
    [many] { $count } مرة
   *[other] { $count } مرة
}
# المدد المحددة (مستوى تقديم الخدمة)، فاعلًا لفعل مؤنث: انقضت مدة الرد الأول؛ وموجزها بعد «موعد» أو «مدة».
clock-first_reply = مدة الرد الأول
    .short = الرد الأول
clock-resolution = مدة المعالجة
    .short = المعالجة
clock-referral_reply = مدة رد القسم
    .short = رد القسم
clock-referral_reply-partner = مدة رد الجهة الشريكة
    .short = رد الشريك
clock-update = مدة إطلاع مقدم الطلب على المستجدات
    .short = المستجدات
# أين يقف الموضوع: لمقدمه، ثم للموظفين.
centre = مركز الاتصال
queue-first_line = خط الدعم الأول
queue-second_line = خط الدعم الثاني
queue-section = القسم المختص
queue-partner = الجهة الشريكة
queue-follow_up = فريق المتابعة وقياس الرضا
queue-media = مكتب الإعلام
queue-supervisor = مشرف مركز الاتصال
queue-manager = المدير
queue-none = منتهٍ
