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
