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
