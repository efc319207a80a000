console-name = نداء
nav-worklists = قوائم العمل
nav-oversight = المتابعة
theme-dark = المظهر الداكن
theme-light = المظهر الفاتح
refresh = تحديث
more = المزيد
search = ابحثوا برقم الطلب أو الهاتف أو الاسم
found = نتائج البحث
found-none = لا توجد نتائج
worklist-empty = لا توجد طلبات في هذه القائمة

## الدخول

sign-in-title = دخول الموظفين
sign-in = دخول
sign-in-username = اسم المستخدم
sign-in-password = كلمة المرور
sign-in-new-password = كلمة مرور جديدة
sign-in-new-password-hint = دخلتم بكلمة مرور مؤقتة؛ اختاروا كلمة مرور لكم.
sign-in-wrong = اسم المستخدم أو كلمة المرور غير صحيح.
sign-in-weak = كلمة المرور لا تستوفي الشروط: اثنتا عشرة خانة على الأقل فيها حروف كبيرة وصغيرة وأرقام.
sign-in-too-many = محاولات كثيرة؛ انتظروا قليلًا ثم أعيدوا المحاولة.
sign-in-unavailable = تعذّر الدخول الآن؛ أعيدوا المحاولة بعد قليل.
demo-accounts = حسابات التجربة

## الأعمدة

column-number = رقم الطلب
column-due = الموعد
column-kind = النوع
column-matter = الموضوع
column-status = الحالة
column-assignee = المسند إليه
column-region = المنطقة
column-channel = القناة
column-registered = سُجّل في

## طلب واحد

more-actions = إجراءات أخرى
clocks = المواعيد
clocks-none = لا موعد قائم لهذا الطلب الآن.
clock-paused = متوقف بانتظار مقدم الطلب
clock-left = بقي { $left }
clock-late = متأخر { $left }
matter = نص الطلب
details = التفاصيل
history = السجل
requester = مقدم الطلب
requester-name = الاسم
requester-mobile = الهاتف
requester-email = البريد
requester-anonymous = لم يذكر مقدم الطلب اسمه
address = العنوان
by-system = النظام
by-requester = مقدم الطلب

## نماذج الإجراءات

action-sure = هل تريدون تنفيذ: { $action }؟
changed-title = غيّر شخص آخر هذا الطلب قبلكم
changed-text = ما كتبتموه محفوظ في هذا النموذج. اعرضوا الطلب كما هو الآن، ثم أرسلوا إن بقي صالحًا.
changed-look = اعرضوا الطلب كما هو الآن
field-kind = النوع
field-category = التصنيف
field-subcategory = التصنيف الفرعي
field-object = محل الشكوى
field-complexity = درجة التعقيد
field-importance = الأهمية
field-procedure = طريقة المعالجة
field-in-jurisdiction = ضمن اختصاص الجهة؟
field-reason = السبب
field-message = الرسالة إلى مقدم الطلب
field-section = القسم
field-partner = الجهة الشريكة
field-mode = سبب الإحالة إلى الجهة الشريكة
field-note = ملاحظة
field-question = السؤال
field-text = النص
field-verification = نتيجة التحقق
field-method = وسيلة الإبلاغ
field-reached = هل تم الوصول إليه؟
field-outcome = النتيجة
field-score = درجة الرضا
field-root-cause = السبب الجذري
field-into = رقم الطلب الأصلي
field-to = اسم المستخدم المسند إليه
field-expected-by = الموعد المتوقع
field-link = الرابط
field-cause = السبب
field-confirm = تأكيد الإغلاق؟

## ما حدث

event-registered = سُجّل الطلب
event-imported = نُقل من السجل القديم
event-contacted = سأل مقدم الطلب مرة أخرى
event-attached = أُضيف مرفق
event-classified = صُنّف
event-rejected = لم يُقبل
event-solved = حُلّ من أول اتصال
event-referred = أُحيل
event-declined = اعتُذر لعدم الاختصاص
event-started = بدأت المعالجة
event-asked = طُلب إيضاح من مقدم الطلب
event-responded = ردّ مقدم الطلب
event-answered = ورد رد القسم
event-returned = أُعيد إلى القسم
event-informed = أُبلغ مقدم الطلب
event-resolved = انتهت المعالجة
event-measured = قيس الرضا
event-closed = أُغلق
event-reopened = أُعيد فتحه
event-withdrawn = سحبه مقدمه
event-merged = دُمج في طلب آخر
event-joined = دُمج فيه طلب آخر
event-unmerged = أُلغي الدمج
event-parted = أُخرج منه طلب مدمج
event-assigned = أُسند
event-delayed = أُشعر بالتأخير
event-reminded = أُرسل تذكير
event-noted = تعليق داخلي
event-replied = رسالة
event-outlet-replied = رُدّ على الوسيلة الإعلامية
event-erased = مُحيت بيانات مقدمه
event-speak-wanted = مطلوب التحدث مع مقدم الطلب
event-spoken = جرى التحدث مع مقدم الطلب
event-limit-reached = بلغ الطلب حد إعادة الفتح
event-appealed = استُؤنف لدى المدير
event-decided = بتّ المدير في الاستئناف
event-escalated = صُعّد
event-updated = أُطلع مقدم الطلب على المستجدات
event-waiting-reminded = ذُكّر مقدم الطلب بالسؤال
event-waiting-expired = انتهت مهلة رد مقدم الطلب
event-closing-announced = أُعلن قرب الإغلاق
event-recalculated = أُعيد حساب المواعيد
