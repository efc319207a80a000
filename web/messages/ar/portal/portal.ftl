not-found = لا توجد صفحة بهذا العنوان
to-home = إلى الصفحة الرئيسية
sending = يجري الإرسال…
draft-restored = وجدنا ما كتبتموه من قبل ولم يُرسل، وأعدناه إليكم.
draft-forget = ابدؤوا من جديد

## طلب جديد

new-title = تقديم طلب جديد
new-lead = يكفي أن تقولوا ما حدث وأين؛ ونحن نوجّه الطلب إلى القسم المختص.
new-kind = ما الذي تودّون تقديمه؟
new-kind-missing = اختاروا نوع الطلب
kind-is-complaint = لستم راضين عن خدمة أو إجراء أو تعامل، وتريدون تصحيحه.
kind-is-report = رأيتم خطرًا أو ضررًا، كحفرة في طريق أو عمود إنارة مكسور؛ ولو لم يصبكم أنتم.
kind-is-inquiry = تسألون عن خدمة أو شروطها أو موعدها.
kind-is-observation = لاحظتم ما يستحق أن نعلم به.
kind-is-suggestion = لديكم فكرة تحسّن الخدمة أو المكان.
kind-is-thanks = تشكرون موظفًا أو قسمًا أحسن عمله.
kind-is-information-request = تطلبون معلومات أو وثائق لدينا.
new-matter = الموضوع
new-category = التصنيف
new-subcategory = التصنيف الفرعي
new-object = محل الشكوى
new-description = ماذا حدث؟
new-description-hint = اكتبوا ما رأيتموه ومتى. لا تكتبوا كلمات مرور ولا أرقام بطاقات.
new-place = المكان
new-region = الولاية أو المنطقة
new-subregion = البلدة أو الحي
new-address = العنوان أو أقرب معلم
new-address-hint = مثل: سكة 12، أمام مدرسة الصواري
new-person = من مقدّم الطلب؟
new-anonymous = لا أريد ذكر اسمي
new-anonymous-hint = نعالج البلاغ كغيره، لكننا لا نستطيع إخباركم بنتيجته؛ احتفظوا برقمه.
new-first-name = الاسم الأول
new-family-name = اسم العائلة أو القبيلة
new-mobile = رقم الهاتف المتنقل
new-mobile-hint = نرسل إليه رقم الطلب وكل جديد. يكفي الهاتف أو البريد.
new-email = البريد الإلكتروني
new-email-hint = إن لم يكن لديكم هاتف متنقل
new-send = إرسال الطلب

## بعد التسجيل

registered-title = سُجّل طلبكم
registered-lead = وصلنا طلبكم ({ $kind }) وبدأ احتساب موعده.
registered-number = رقم الطلب
registered-told = أرسلنا الرقم إليكم أيضًا.
registered-keep = احتفظوا بهذا الرقم.
registered-at = سُجّل في
registered-first-reply = الرد الأول قبل
registered-resolve = إنهاء المعالجة قبل
registered-print = اطبعوا هذه الصفحة
registered-follow = تابعوا الطلب

## المتابعة

track-title = طلباتي
track-lead = نرسل رمزًا إلى الهاتف أو البريد الذي قُدّم به الطلب، فتظهر طلباتكم.
track-none = لا توجد طلبات مسجلة بهذا الرقم.
track-more = اعرضوا الأقدم
track-registered = سُجّل في { $at }
sign-in-to = رقم الهاتف أو البريد الإلكتروني
sign-in-to-hint = كما كتبتموه عند تقديم الطلب
sign-in-send = أرسلوا الرمز
sign-in-sent = إن كان { $to } معروفًا لدينا فقد وصله رمز من ستة أرقام، صالح خمس دقائق.
sign-in-code = الرمز
sign-in-code-hint = ستة أرقام
sign-in-enter = دخول
sign-in-again = أرسلوا رمزًا آخر

## طلب واحد

ticket-title = متابعة الطلب
ticket-status = الحالة
ticket-steps = خطوات الطلب
ticket-asked = نحتاج إلى جوابكم
ticket-answer = جوابكم
rate-title = ما مدى رضاكم عن الخدمة؟
rate-5 = راضٍ جدًا
rate-4 = راضٍ
rate-3 = محايد
rate-2 = غير راضٍ
rate-1 = غير راضٍ أبدًا
rate-reason = لماذا؟
rate-send = أرسلوا التقييم
