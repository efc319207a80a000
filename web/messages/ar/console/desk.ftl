# مكتب الموظف: الحالة والمكالمات وصفحة التواصل وإنهاؤه ومعاودة الاتصال.
desk = مكتبي
number-withheld = رقم محجوب

## الحالة والهاتف

phone-bar = الهاتف
presence-now = الحالة: { $status }
presence-own-ringing = هاتفكم يرنّ
presence-own-missed = غير متاح: فاتتكم مكالمة
presence-changing = يجري تغيير الحالة…
presence-coming = بعد المكالمة: { $status }
phone-link-none = لا هاتف موصول
phone-link-opening = يجري توصيل الهاتف…
phone-link-open = الهاتف موصول
phone-link-lost = انقطع الاتصال بالهاتف؛ لا تصلكم المكالمات الآن.
phone-elsewhere = الهاتف في نافذة أخرى
phone-elsewhere-deaf = الهاتف في نافذة أخرى لا تستجيب
phone-take = استعماله هنا
phone-take-later = يمكن نقله بعد انتهاء المكالمة
phone-rings-elsewhere = مكالمة واردة ترنّ في نافذة أخرى
phone-link-refused = لم يقبل الهاتف دخولكم. سجّلوا الدخول إليه من جديد.
phone-refused = لم ينفّذ الهاتف ذلك. أعيدوا المحاولة.
phone-dial-open = الاتصال برقم
phone-dial-number = الرقم المطلوب
phone-dial-hint = برمز الدولة، مثل ‎+968 2400 0000
phone-dial-wrong = اكتبوا الرقم برمز الدولة
phone-dial = اتصال
phone-call = مكالمة
phone-ringing = مكالمة واردة
phone-ringing-callback = متصل ينتظر معاودة الاتصال به
phone-accept = رد
phone-accept-owed = معاودة الاتصال به الآن
phone-owed = معاودة اتصال
phone-owed-done = إنهاء المهمة
phone-reject = رفض
phone-dialling = يرن لدى الطرف الآخر
phone-joining = يجري توصيلكم بالمتصل…
phone-talking = في مكالمة
phone-mute = كتم الصوت
phone-hold = تعليق
phone-resume = متابعة المكالمة
phone-keypad = لوحة المفاتيح
phone-key = المفتاح { $key }
phone-keys = أرقام متتابعة
phone-keys-to = تُسمع لدى:
phone-keys-sent = أُرسلت:
phone-keys-wrong = أرقام و* و# فقط
phone-transfer = تحويل
phone-transfer-to = التحويل إلى
phone-transfer-hint = زميل أو قائمة انتظار أو تحويلة أو رقم برمز الدولة
phone-transfer-number = ما كتبتموه: { $text }
phone-transfer-unknown = اختاروا من القائمة أو اكتبوا رقمًا كاملًا
phone-no-targets = لا يوجد من يُحوَّل إليه
phone-target-agent = الزملاء
phone-target-queue = قوائم الانتظار
phone-target-number = الأرقام
phone-target-extension = التحويلات
phone-consult = التحدث معه أولًا
phone-pass = تحويل فوري
phone-parties = أطراف المكالمة
phone-party-dialling = يرن
phone-party-talking = يتحدث
phone-party-held = قيد الانتظار
phone-drop = إخراج
phone-join = جمع الأطراف
phone-swap = التحدث مع الآخر
phone-leave = ترك المكالمة لهما
phone-hang-up = إنهاء المكالمة
phone-heard-listen = المشرف أو الجودة يستمع الآن إلى هذه المكالمة
phone-heard-barge = دخل مشرف المكالمة ويتحدث فيها
phone-watching-listen = تستمعون إلى مكالمة، ولا يسمعكم أحد
phone-watching-barge = أنتم في المكالمة، ويسمعكم الجميع
phone-watching-contact = صفحة هذا التواصل
phone-watching-stop = إنهاء الاستماع
phone-watching-leave = الخروج من المكالمة
phone-only-listen = العودة إلى الاستماع
phone-over = انتهت المكالمة
phone-wrap-up = إتمام التواصل
phone-missed = فاتتكم مكالمة
phone-missed-text = تُعرض على زميل متاح. لا تأتيكم مكالمات حتى تعودوا.
phone-failed = تعذّر توصيل المكالمة
phone-failed-text = لا تأتيكم مكالمات حتى تعودوا.
phone-available-again = أنا متاح الآن
missing-title = { $n ->
    [zero] لا تواصل بانتظار الإتمام
    [one] تواصل واحد بانتظار الإتمام
    [two] تواصلان بانتظار الإتمام
    [few] { $n } حالات تواصل بانتظار الإتمام
    [many] { $n } حالة تواصل بانتظار الإتمام
   *[other] { $n } حالة تواصل بانتظار الإتمام
}

## المتصل

caller = المتصل
caller-unknown = متصل غير معروف
caller-away = لا يُعرف عن المتصل غير ذلك الآن
caller-speaks = لغته: { $language }
caller-guidance = كيفية التعامل مع هذا النوع من المتعاملين
caller-contacts = عمليات التواصل السابقة
caller-first = لا تواصل سابقًا معروفًا
caller-number = الرقم
caller-at = التاريخ والوقت
caller-reason = سبب التواصل
caller-no-reason = لم يُدوّن
caller-tickets = طلبات المتصل
caller-no-tickets = ليس للمتصل طلبات

## تواصل واحد

call = تواصل
call-add = إضافة هذا التواصل إليه
call-added = أُضيف هذا التواصل إليه
call-tickets = طلبات هذا التواصل
call-register = تسجيل طلب جديد
call-direction = الاتجاه
call-outcome = النتيجة
call-started = بدأ في
call-agent = الموظف
call-wait = مدة الانتظار
call-talk = مدة المكالمة
call-after = العمل بعد المكالمة
call-legs = بقية هذه المكالمة

## إتمام التواصل

wrap-up = إتمام التواصل
wrap-up-notes = دوّنوا ملاحظاتكم أثناء المكالمة؛ فهي الملخص.
wrap-up-needed = انتهت المكالمة. اذكروا سبب التواصل وما قيل فيه؛ ولا تأتي مكالمة أخرى قبل ذلك.
wrap-up-disposition = سبب التواصل
wrap-up-search = ابحثوا عن سبب
wrap-up-summary = الملخص
wrap-up-kept = ما تكتبونه محفوظ على هذا الجهاز حتى يُرسل
wrap-up-send = إنهاء التواصل
wrap-up-goes-on = ما زالت المكالمة قائمة
wrap-up-done = أُتمّ التواصل
wrap-up-correct = تصحيح
wrap-up-before = ما كُتب قبل التصحيح
wrap-up-missing = لم يُتمّ بعد

## المكتب

desk-unwrapped = بانتظار الإتمام
desk-unwrapped-about = لا يمكن أن تكونوا متاحين ما دام أحدها ينتظر.
desk-all-wrapped = أتممتم كل حالات التواصل
desk-own = تواصلي مع المتعاملين
desk-own-none = لا تواصل لكم حتى الآن
heard = من استمع إلى مكالماتي
heard-about = كل استماع وسببه.
heard-none = لم يستمع أحد إلى مكالماتكم
heard-at = الوقت
heard-by = من استمع
heard-what = ما جرى
heard-kind-recording = استماع إلى تسجيل
heard-kind-listen = استماع إلى المكالمة
heard-kind-barge = تدخّل في المكالمة
heard-kind-end = إنهاء المكالمة
heard-kind-status = تغيير الحالة إلى: { $status }
heard-why = السبب

## تواصل بشأن طلب

ticket-contacts = المكالمات والرسائل الصوتية
ticket-contacts-none = لا مكالمة بشأن هذا الطلب

## معاودة الاتصال

callbacks = معاودة الاتصال
callbacks-about = من وُعد بالاتصال به، وموعد ذلك
callbacks-mine = ما يخصني فقط
callbacks-none = لا يوجد هنا من ينتظر معاودة الاتصال
callback-state = الحالة
callback-state-waiting = بالانتظار
callback-state-offered = لدى موظف
callback-state-reached = تم الوصول إليه
callback-state-unreachable = تعذّر الوصول إليه
callback-state-cancelled = أُلغيت
callback-schedule = جدولة معاودة اتصال
callback-scheduled = جُدولت معاودة الاتصال
callback-number = الرقم
callback-queue = قائمة الانتظار
callback-when = الموعد
callback-when-hint = اتركوه فارغًا لأقرب وقت ممكن
callback-day = اليوم
callback-time = الساعة
callback-note = ملاحظة
callback-due = الموعد
callback-late = متأخرة
callback-tries = المحاولات
callback-tries-n = { $n ->
    [zero] لا محاولة بعد
    [one] محاولة واحدة
    [two] محاولتان
    [few] { $n } محاولات
    [many] { $n } محاولة
   *[other] { $n } محاولة
}
callback-about = بشأن
callback-contact = التواصل
callback-deeds = الإجراءات
callback-call = معاودة الاتصال به
callback-cancel = إلغاء المعاودة
callback-was = هل تم الوصول إليه؟
callback-reached = تم الوصول إليه
callback-not-reached = لم يتم الوصول إليه
callback-over = انتهت هذه المعاودة: { $state }
callback-called-in = اتصل بنا وأجابه موظف
callback-notice = الرسالة النصية إليه: { $state }
caller-owed = طلب معاودة الاتصال به، { $when }.
callback-keep-try = تدوين المحاولة
