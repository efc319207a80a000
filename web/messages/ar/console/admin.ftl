# إدارة الجهة: التقاويم والوعود والموظفون والتصنيفات.

## عام

nav-admin = الإدارة
admin-way = الطريق
admin-save = حفظ
admin-saved = حُفظ.
admin-draft = هذا ما كتبتموه من قبل ولم يُحفظ بعد.
admin-draft-drop = تجاهل ما كتبته
admin-changed-title = غيّر شخص آخر هذه البيانات قبلكم
admin-changed-text = ما كتبتموه باقٍ في النموذج. انظروا إلى البيانات كما هي الآن، ثم قرروا.
admin-changed-look = قارن بما هو محفوظ الآن
admin-changed-differs = يختلف ما كتبتموه في:
admin-changed-keep = أبقِ ما كتبته، لأحفظه بعد المراجعة
admin-changed-drop = خذ المحفوظ الآن
admin-remove = إزالة
admin-find = ابحثوا بالاسم أو الرمز
admin-empty = لا شيء هنا بعد
admin-code-hint = حروف لاتينية صغيرة وأرقام وشرطات؛ لا يتغير بعد الحفظ
admin-name-ar = الاسم بالعربية
admin-name-en = الاسم بالإنجليزية
admin-hours-ar = أوقات العمل بالعربية
admin-hours-en = أوقات العمل بالإنجليزية
admin-general = بيانات عامة
admin-why = السبب
admin-file-choose = اختر ملفًا
admin-file-send = استيراد

## تقاويم العمل

admin-calendars = تقاويم العمل
admin-about-calendars = متى يكون العمل: الوعود تُحسب بأوقات العمل وحدها.
admin-new-calendars = تقويم جديد
admin-calendar-own = تقويم الجهة
admin-calendar-until = العطل محسوبة حتى
admin-holidays-hint = تُحسب مع كل حفظ لخمس سنوات قادمة؛ اختاروا «لا يوجد» لنوبات تعمل في العطل
admin-zone-body = منطقة الجهة
admin-weeks-hint = ساعات كل يوم، وقد تكون فترتين أو أكثر. ما يغلق عند وقت فتحه أو قبله يغلق في اليوم التالي.
admin-week = الأسبوع { $n }
admin-week-add = أسبوع آخر من تاريخ
admin-effective-hint = فارغ: منذ البداية
admin-ramadan-own = ساعات أخرى في رمضان
admin-copy-day = { $day }: كاليوم السابق
admin-shut = مغلق
admin-opens = { $day }: يفتح، الفترة { $n }
admin-closes = { $day }: يغلق، الفترة { $n }
admin-interval-add = { $day }: أضف فترة
admin-interval-remove = { $day }: أزل الفترة { $n }
admin-closures-hint = أيام يُغلق فيها المكان، أولها وآخرها منها؛ وبالساعات تُغلق هذه الساعات وحدها من كل يوم.
admin-closures-none = لا إغلاقات
admin-closure = الإغلاق { $n }
admin-closure-add = أضف إغلاقًا
admin-special-hint = أيام لها ساعاتها مهما قال غيرها: ساعات أخرى، أو دوام في عطلة، أو يوم راحة.
admin-special-none = لا أيام خاصة
admin-special = اليوم الخاص { $n }
admin-special-add = أضف يومًا خاصًا
admin-special-hours-hint = بلا ساعات: يوم راحة
admin-ramadans-hint = أول رمضان وآخره كما أُعلنا، إن خالفا ما حُسب.
admin-ramadans-none = كما حُسبت
admin-ramadan = رمضان { $n }
admin-ramadan-add = أضف رمضان

## السنة

admin-year = السنة يومًا يومًا
admin-year-keys = أسهم لوحة المفاتيح تنتقل بين الأيام؛ ويُقال اليوم المختار أسفلها.
admin-year-beyond = العطل غير محسوبة بعد { $date }؛ احفظوا التقويم من جديد.
admin-year-differing = ما يخالف الأسبوع
admin-year-none = لا عطل ولا إغلاقات في هذه السنة
admin-legend = مفتاح الألوان والعلامات
admin-estimated = تقديري: ينتظر رؤية الهلال
why-week = دوام
why-ramadan = دوام رمضان
why-weekend = راحة أسبوعية
why-holiday = عطلة رسمية
why-closure = إغلاق
why-special = يوم خاص

## استيراد الإغلاقات

admin-closures-import = استيراد إغلاقات
admin-closures-import-about = أحداث ملف iCalendar تصير إغلاقات؛ والملف نفسه مرة أخرى لا يغيّر شيئًا.
admin-closures-file = ملف التقويم
admin-closures-file-hint = ملف ‎.ics حتى 180 كيلوبايت
admin-closures-replace = ضع أحداث الملف مكان كل الإغلاقات الحالية
admin-left-out = أحداث لم تُؤخذ
admin-left-out-none = أُخذت كل الأحداث
admin-event = الحدث

## الدول

country-om = سلطنة عُمان
country-sa = المملكة العربية السعودية
country-ae = الإمارات العربية المتحدة
country-kw = الكويت
country-bh = البحرين
country-qa = قطر

## السياسات

admin-policies = مستويات الخدمة
admin-about-policies = الوعود، ومن أي يوم تسري. يصوغها مسؤول النظام ويعتمدها المدير أو الإدارة العليا، ثم لا تتغير.
admin-new-policies = سياسة جديدة
policy-draft = مسودة
policy-scheduled = معتمدة، لم يحن يومها
policy-in-force = سارية اليوم
policy-past = سابقة
admin-policy-state = الحالة
admin-policy-none = لا سياسة معتمدة سارية اليوم: تسري الوعود الافتراضية.
admin-policy-in-force = السارية اليوم: { $name }
admin-policy-approve = اعتماد
admin-policy-withdraw = سحب الاعتماد
admin-policy-approved-by = اعتمدها { $name } في { $at }
admin-policy-locked = السياسة المعتمدة لا تتغير؛ لوعود أخرى صوغوا سياسة جديدة.
admin-policy-approver = تعتمدها: { $role }
admin-policy-copy = سياسة جديدة على مثالها
admin-targets-hint = يسري السطر الذي يحدد أكثر؛ وسطر واحد بلا تحديد يشمل كل الطلبات.
admin-target = السطر { $n }
admin-target-add = أضف سطرًا
admin-any = كل قيمة
admin-minutes-hint = بدقائق العمل
admin-calendar-body = تقويم الجهة
admin-calendar-section = تقويم القسم الذي عنده الطلب
admin-calendar-partner = تقويم الجهة الشريكة
admin-calendar-round = على مدار الساعة
admin-approve-sure = بعد الاعتماد لا تتغير هذه السياسة، وتُحسب مواعيد الطلبات المفتوحة من جديد.
admin-withdraw-sure = تعود السياسة مسودة ولا تسري.

## الموظفون

admin-staff = الموظفون
admin-about-staff = من يعمل في الجهة، وأدوارهم وأقسامهم ونوباتهم وغيابهم.
admin-new-staff = موظف جديد
admin-staff-import = استيراد من ملف
admin-staff-import-about = ملف CSV فيه username وname وemail وroles، وما شئتم من الأعمدة الأخرى. تُقبل الأسطر الصحيحة، ويُذكر خطأ كل سطر آخر.
admin-staff-file = ملف الموظفين
admin-staff-file-hint = ملف ‎.csv بترميز UTF-8 حتى 180 كيلوبايت
admin-created = جديد: { $n }
admin-changed = تغيّر: { $n }
admin-unchanged = كما كان: { $n }
admin-lines-refused = أسطر لم تُقبل
admin-lines-none = قُبلت كل الأسطر
admin-line = السطر
admin-absences = الغياب والنيابة
admin-absences-hint = أول يوم وآخر يوم ومن ينوب: تذهب إليه الإشعارات.
admin-absences-none = لا غياب
admin-absence = الغياب { $n }
admin-absence-add = أضف غيابًا
admin-nobody = لا أحد
admin-skills-hint = تصنيفات يعرفها؛ من لا مهارة مسجلة له يُعد عارفًا بها كلها
admin-speaks-hint = اللغات التي يرد بها على المكالمات؛ من لم تُذكر له لغة يرد بكلتيهما
admin-shifts-section = تقويم القسم أو الجهة
admin-username-hint = حروف لاتينية صغيرة وأرقام ونقاط؛ لا يتغير بعد الحفظ
admin-inactive = لا يعمل هنا الآن
language-ar = العربية
language-en = الإنجليزية
admin-template = وظيفة مألوفة
admin-work = العمل

## التصنيفات والأقسام والقنوات

admin-categories = التصنيفات
admin-about-categories = ما تدور عليه الطلبات، والقسم الذي يتولاها في كل منطقة.
admin-new-categories = تصنيف جديد
admin-subcategory = التصنيف الفرعي { $n }
admin-subcategory-add = أضف تصنيفًا فرعيًا
admin-subcategories-none = لا تصنيفات فرعية
admin-attribute = الحقل { $n }
admin-attribute-add = أضف حقلًا
admin-attributes-none = لا حقول إضافية
admin-attributes-hint = ما يُسأل عنه في الطلب، مثل رقم العداد.
admin-choice = الخيار { $n }
admin-choice-add = أضف خيارًا
attribute-text = نص
attribute-number = عدد
attribute-choice = اختيار من قائمة
admin-sections-by-region = القسم المختص حسب المنطقة
admin-sections-hint = المنطقة «كل المناطق» لما لا قسم له في منطقته.
admin-every-region = كل المناطق
admin-kinds-hint = فارغ: كل الأنواع
admin-sections = الأقسام
admin-about-sections = أقسام الجهة ومديرياتها.
admin-new-sections = قسم جديد
admin-directorates = المديريات
admin-about-directorates = المديريات التي تتبعها الأقسام.
admin-new-directorates = مديرية جديدة
admin-partners = الجهات الشريكة
admin-about-partners = جهات أخرى يُحال إليها ما هو خارج الاختصاص.
admin-new-partners = جهة شريكة جديدة
admin-channels = القنوات
admin-about-channels = كيف يصل الناس إلى الجهة، ومتى.
admin-new-channels = قناة جديدة
admin-channel-code = القناة من القائمة المعروفة، مثل phone أو whatsapp
partner-authority = سلطة حكومية
partner-certification = جهة اعتماد
partner-company = شركة
partner-post = بريد
partner-programme = برنامج
partner-regulator = جهة تنظيمية
partner-telecom = اتصالات
partner-utility = خدمات عامة

## الجهة

admin-settings = الجهة وقواعدها
admin-settings-body = بيانات الجهة
admin-rules = القواعد
admin-rules-save = حفظ القواعد

## ما يُعد

admin-working-days = { $n ->
    [zero] لا أيام عمل
    [one] يوم عمل واحد
    [two] يوما عمل
    [few] { $n } أيام عمل
    [many] { $n } يوم عمل
   *[other] { $n } يوم عمل
}
admin-working-hours = { $n ->
    [zero] لا ساعات عمل
    [one] ساعة عمل واحدة
    [two] ساعتا عمل
    [few] { $n } ساعات عمل
    [many] { $n } ساعة عمل
   *[other] { $n } ساعة عمل
}
admin-closures-added = { $n ->
    [zero] لا إغلاقات جديدة
    [one] إغلاق جديد واحد
    [two] إغلاقان جديدان
    [few] { $n } إغلاقات جديدة
    [many] { $n } إغلاقًا جديدًا
   *[other] { $n } إغلاق جديد
}
admin-closures-known = { $n ->
    [zero] لا إغلاقات معروفة من قبل
    [one] إغلاق واحد معروف من قبل
    [two] إغلاقان معروفان من قبل
    [few] { $n } إغلاقات معروفة من قبل
    [many] { $n } إغلاقًا معروفًا من قبل
   *[other] { $n } إغلاق معروف من قبل
}
admin-more-rows = { $n ->
    [zero] لا مزيد
    [one] سطر آخر
    [two] سطران آخران
    [few] { $n } أسطر أخرى
    [many] { $n } سطرًا آخر
   *[other] { $n } سطر آخر
}
admin-days-about = نحو { $n } من أيام العمل المعتادة
admin-column = العمود

## ما توقف

admin-in-use = مستعمل
admin-retire-section = القسم المتوقف لا يُحال إليه جديد؛ ولا يُوقف وعنده طلبات أو يذكره تصنيف.
admin-retire-category = التصنيف المتوقف لا يُختار لطلب جديد، ويبقى على الطلبات السابقة.
admin-retire-region = المنطقة المتوقفة لا تُختار ولا تُعرف بها المواقع؛ ولا تُوقف وتحتها مناطق مستعملة.
admin-used-by-tickets = { $n ->
    [zero] لا طلبات عنده
    [one] عنده طلب واحد
    [two] عنده طلبان
    [few] عنده { $n } طلبات
    [many] عنده { $n } طلبًا
   *[other] عنده { $n } طلب
}
admin-used-by-categories = تذكره التصنيفات: { $names }
admin-used-by-regions = تحتها: { $names }
admin-duty-hint = هاتف متنقل يُبلَّغ بالأمور الحرجة
