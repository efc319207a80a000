# بدالة الجهة.

admin-switchboard = البدالة
switchboard-about = أرقام الجهة وقوائم انتظارها ودليلها وما يسمعه المتصلون. يُضبط نظام الهاتف خلال دقيقة أو دقيقتين من الحفظ.
switchboard-none = لا بدالة لهذه الجهة بعد. املؤوا الأقسام كلها ثم احفظوا.
switchboard-faults = { $n ->
    [zero] لا أخطاء
    [one] خطأ واحد
    [two] خطآن
    [few] { $n } أخطاء
    [many] { $n } خطأ
   *[other] { $n } خطأ
}

## ما وصل إلى نظام الهاتف

switchboard-telephony-none = لا نظام هاتف: لا ترد هذه البدالة على المكالمات.
switchboard-telephony-waiting = يُضبط نظام الهاتف بما حُفظ خلال دقيقة أو دقيقتين، وتُظهر هذه الصفحة اكتماله.
switchboard-telephony-configured = نظام الهاتف مضبوط بهذه البدالة منذ { $at }.
switchboard-telephony-incomplete = نظام الهاتف مضبوط بهذه البدالة إلا قوائم الرد الآلي، وتصل مع النشر القادم. وحتى ذلك الحين يبقى الرد على أرقامها كما كان، أو لا يُرد عليها.
switchboard-telephony-refused = لم يقبل نظام الهاتف كل ما حُفظ. ويعمل ما سواه، وتُعاد المحاولة كل ساعة.
switchboard-part-hours = أوقات الدوام
switchboard-part-queue = قائمة الانتظار
switchboard-part-status = حالة الموظفين
switchboard-part-profile = مجموعة القوائم
switchboard-part-user = الموظف
switchboard-part-quick_connect = التحويل إلى
switchboard-part-number = الرقم
switchboard-part-flow = قوائم الرد الآلي
switchboard-refused-quota = نفدت حصة نظام الهاتف، ويستطيع المشغّل رفعها
switchboard-refused-name = الاسم مستعمل في نظام الهاتف
switchboard-refused-refused = مرفوض، والسبب في سجل المشغّل
switchboard-refused-awaits-deployment = تصل مع النشر القادم

## الأرقام

switchboard-lines = الأرقام والرد الآلي
switchboard-flow-statistics = مركز إحصاء
switchboard-flow-municipality = بلدية
switchboard-number = الرقم { $n }
switchboard-number-add = أضف رقمًا
switchboard-numbers-none = لا رقم بعد
switchboard-number-hint = بالصيغة الدولية، يبدأ بعلامة +
switchboard-every-call = في كل مكالمة
switchboard-recorded-hint = يسمع المتصل تنبيهًا بالتسجيل قبل أن يبدأ
switchboard-survey-hint = درجة من 1 إلى 5، وسببها، بعد أن ينهي الموظف المكالمة
switchboard-population-hint = يُقال للمتصل تقدير عدد السكان في لحظة اتصاله، ومصدره.
switchboard-population-told = تُقال الساعة السكانية
switchboard-source-ar = المصدر بالعربية
switchboard-source-en = المصدر بالإنجليزية

## قوائم الانتظار

switchboard-queues = قوائم الانتظار
switchboard-queues-hint = من ينتظر من، ومتى. لكل قائمة طابوران في نظام الهاتف: عربي وإنجليزي.
switchboard-queue = القائمة { $n }
switchboard-queue-add = أضف قائمة
switchboard-queue-needed = من يضغط { $keys } في الرد الآلي يُحوَّل إلى قائمة بهذا الرمز، وليست في البدالة.
switchboard-queue-operator = من لا يضغط مفتاحًا صحيحًا في الرد الآلي يُحوَّل إلى قائمة بهذا الرمز، وليست في البدالة.
switchboard-then = ثم
switchboard-code-hint = حروف لاتينية صغيرة وأرقام وشرطات؛ إن تغيّر بقيت الإحصاءات السابقة على الرمز القديم
switchboard-label-hint = اسم لاتيني، تُضاف إليه اللغة: Data_AR

## أسباب التواصل

switchboard-dispositions = أسباب التواصل
switchboard-dispositions-hint = يختار الموظف سببًا في نهاية كل اتصال. ما لا حاجة إليه يُوقف ولا يُحذف، لأن اتصالات سابقة تحمله.
switchboard-disposition = السبب { $n }
switchboard-disposition-add = أضف سببًا

## الدليل

switchboard-directory = دليل التحويلات
switchboard-directory-hint = يجيب عن كل تحويلة واحد من ثلاثة: موظف أو قائمة انتظار أو رقم خارجي.
switchboard-directory-none = لا تحويلات بعد
switchboard-extension = التحويلة { $n }
switchboard-extension-add = أضف تحويلة
switchboard-to-staff = تحوّل إلى الموظف
switchboard-to-queue = تحوّل إلى القائمة
switchboard-to-number = تحوّل إلى رقم خارجي

## النصوص المسموعة

switchboard-announcements = الإعلانات
switchboard-announcements-hint = يسمعها المنتظرون من أول يوم إلى آخر يوم، وكلاهما محسوب.
switchboard-announcements-none = لا إعلانات
switchboard-announcement = الإعلان { $n }
switchboard-announcement-add = أضف إعلانًا
switchboard-runs-now = يُسمع اليوم
switchboard-runs-later = لم يحن موعده
switchboard-runs-over = انتهى
switchboard-runs-unclear = حددوا أول يوم وآخر يوم
switchboard-procedures = الإجراءات المسموعة
switchboard-procedures-hint = تسعة إجراءات على الأكثر، يختار المتصل أحدها برقمه.
switchboard-procedures-none = لا إجراءات
switchboard-procedure = الإجراء { $n }
switchboard-procedure-add = أضف إجراءً
switchboard-text-ar = النص بالعربية كما يُقرأ
switchboard-text-en = النص بالإنجليزية كما يُقرأ
switchboard-seconds = { $n ->
    [zero] لا تُسمع
    [one] تُقرأ في ثانية واحدة تقريبًا
    [two] تُقرأ في ثانيتين تقريبًا
    [few] تُقرأ في { $n } ثوانٍ تقريبًا
    [many] تُقرأ في { $n } ثانية تقريبًا
   *[other] تُقرأ في { $n } ثانية تقريبًا
}
switchboard-long = { $n ->
    [zero] لا تُسمع
    [one] تُقرأ في ثانية واحدة تقريبًا
    [two] تُقرأ في ثانيتين تقريبًا
    [few] تُقرأ في { $n } ثوانٍ تقريبًا
    [many] تُقرأ في { $n } ثانية تقريبًا، أي أطول من نصف دقيقة: اختصروها
   *[other] تُقرأ في { $n } ثانية تقريبًا، أي أطول من نصف دقيقة: اختصروها
}

## خارج الدوام

switchboard-after-hours = خارج أوقات العمل
switchboard-voicemail = الرسائل الصوتية
switchboard-voicemail-hint = تُسجَّل كل رسالة طلبًا من هذا النوع حتى يستمع إليها أحد.
switchboard-most-seconds-hint = من 10 إلى 300
switchboard-callbacks = معاودة الاتصال
switchboard-callbacks-hint = ثلاث محاولات على الأقل، بينها ساعتان على الأقل، في يومين على الأقل.
switchboard-callback-days = أيام المحاولات
