## Where it is

place = الموقع
place-map = خريطة موقع الطلب
place-map-large = خريطة موقع الطلب مكبرة
place-larger = تكبير الخريطة
place-pin = موقع الطلب
place-nearer = تقريب
place-farther = إبعاد
place-zoom-ctrl = لتكبير الخريطة اضغطوا Ctrl مع تحريك عجلة الفأرة
place-zoom-fingers = لتحريك الخريطة استخدموا إصبعين
place-boundary = الحدود
place-inside = داخل حدود الجهة
place-outside = خارج حدود الجهة

## Light and dark

theme = المظهر
theme-device = كما في الجهاز

## Who else is looking

viewers = من يطّلع على هذا الطلب الآن
viewers-more = { $n ->
    [zero] ولا أحد غيرهم
    [one] وشخص آخر
    [two] وشخصان آخران
    [few] و{ $n } أشخاص آخرين
    [many] و{ $n } شخصًا آخر
   *[other] و{ $n } شخص آخر
}
viewer-came = يطّلع على هذا الطلب الآن أيضًا: { $name }.
viewer-writing = يكتب
viewer-writes = يكتب في هذا الطلب الآن: { $name }.
viewer-writes-look = اطّلعوا على آخر ما كُتب قبل أن ترسلوا.
holder-other = هذا الطلب الآن لدى { $name }.
holder-nobody = لم يُسند هذا الطلب إلى أحد بعد.
holder-me = هذا الطلب لديكم.
holder-take = إسناده إليّ

## What is left of a promise

urgency-soon = يحين قريبًا
urgency-fine = في الموعد

## Ready-made replies

ready = الردود الجاهزة
ready-open = رد جاهز
ready-hint = أو اكتبوا / في بداية كلمة
ready-found = { $n ->
    [zero] لا يوجد رد جاهز مناسب
    [one] رد جاهز واحد: اختاروا بالأسهم ثم Enter
    [two] ردان جاهزان: اختاروا بالأسهم ثم Enter
    [few] { $n } ردود جاهزة: اختاروا بالأسهم ثم Enter
    [many] { $n } ردًا جاهزًا: اختاروا بالأسهم ثم Enter
   *[other] { $n } رد جاهز: اختاروا بالأسهم ثم Enter
}
ready-unfilled = بقي ما يُملأ يدويًا:

## Photos

photo-take = التقاط صورة
photo-choose = اختيار صور
photo-hint = حتى { $most } ميغابايت لكل صورة. صور آيفون (HEIC) مقبولة كما هي.
photo-type = { $name }: هذا النوع من الملفات غير مقبول؛ تُقبل الصور وملفات PDF وWord. الحد الأقصى { $most } ميغابايت.
photo-large = { $name }: أكبر من { $most } ميغابايت. التقطوا الصورة بدقة أقل ثم اختاروها من جديد.
photo-empty = { $name }: الملف فارغ. الحد الأقصى { $most } ميغابايت.
photo-many = { $n ->
    [zero] لا تُضاف ملفات أخرى في المرة الواحدة.
    [one] يكفي ملف واحد في المرة الواحدة.
    [two] يكفي ملفان في المرة الواحدة.
    [few] تكفي { $n } ملفات في المرة الواحدة.
    [many] يكفي { $n } ملفًا في المرة الواحدة.
   *[other] يكفي { $n } ملف في المرة الواحدة.
}
photo-not-kept = لا مكان في هذا الجهاز لحفظ الصور: لا تغلقوا هذه الصفحة قبل إرسالها.
photo-remove = إزالة { $name }
photo-sending = مقدار ما أُرسل
photo-sent = وصلت، وهي قيد الفحص
photo-failed = لم تصل؛ تُرسل من جديد مع المحاولة التالية
photo-waiting = تُرسل مع النموذج
photo-held = لم تصل كل الصور، ولذلك لم يُرسل شيء بعد. ما كتبتموه والصور محفوظة هنا: حاولوا من جديد.
file-add = إضافة صور أو ملفات
file-position = التُقطت عند

## The same requester

earlier = طلبات أخرى لمقدم الطلب
earlier-none = لا توجد طلبات أخرى
earlier-all = كل ما يخص مقدم الطلب

## Through the list, and on paper

steps = القائمة
shortcut-note = كتابة تعليق داخلي
shortcut-next = الطلب التالي في القائمة
shortcut-before = الطلب السابق
shortcut-back = العودة إلى القائمة
ticket-print = طباعة
