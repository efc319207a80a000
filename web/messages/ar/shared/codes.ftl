# أسماء الرموز كما في docs/glossary.md: name-code، والشرطة السفلية تُكتب شرطة.

## role

role-admin = مدير النظام
role-agent = موظف مركز الاتصال
role-campaign-manager = مدير الحملات
role-distributor = الموزّع
role-executive = الإدارة العليا
role-follow-up = فريق المتابعة وقياس الرضا
role-knowledge-editor = محرر المعرفة
role-manager = المدير
role-media-officer = مسؤول الإعلام
role-partner = الجهة الشريكة
role-quality = مسؤول الجودة
role-reception = موظف الاستقبال
role-section-officer = ضابط الاتصال في القسم المختص
role-supervisor = مشرف مركز الاتصال
role-trainee = متدرّب

## status

status-answered = ورد رد القسم
status-closed = مغلق
status-in-progress = قيد المعالجة
status-referred = محال
status-registered = مسجل
status-rejected = غير مقبول
status-resolved = انتهت معالجته
status-waiting = بانتظار رد مقدم الطلب

## action

action-answer = رد القسم
action-ask = استيضاح
action-assign = إسناد
action-classify = تصنيف
action-close = إغلاق
action-decline = اعتذار لعدم الاختصاص
action-delay = إشعار بالتأخير
action-inform = إبلاغ مقدم الطلب
action-measure = قياس الرضا
action-merge = دمج
action-note = تعليق داخلي
action-refer = إحالة
action-reject = عدم قبول
action-remind = تذكير
action-reopen = إعادة فتح
action-reply = رسالة إلى مقدم الطلب
action-reply-to-outlet = رد على الوسيلة
action-resolve = إنهاء المعالجة
action-respond = رد مقدم الطلب
action-return = إعادة إلى القسم
action-solve = حل من أول اتصال
action-start = بدء المعالجة
action-unmerge = إلغاء الدمج
action-withdraw = سحب

## party

party-partner = الجهة الشريكة
party-requester = مقدم الطلب
party-section = القسم المختص

## channel

channel-app = تطبيق
channel-chat = محادثة
channel-email = بريد إلكتروني
channel-fax = فاكس
channel-letter = خطاب
channel-media = وسيلة إعلامية
channel-open311 = واجهة Open311 المفتوحة
channel-partner = جهة شريكة
channel-phone = هاتف
channel-sms = رسالة نصية
channel-social = وسائل التواصل الاجتماعي
channel-walk-in = حضور شخصي
channel-web = موقع إلكتروني
channel-whatsapp = واتساب

## object

object-conduct = سلوك
object-manner = أسلوب التعامل
object-operation = عملية
object-procedure = إجراء
object-product = منتج
object-service = خدمة

## complexity

complexity-complex = معقّد
complexity-critical = حرج
complexity-routine = اعتيادي

## importance

importance-high = عالية
importance-low = منخفضة
importance-medium = متوسطة

## procedure

procedure-first-contact = حل من أول اتصال
procedure-third-party = طرف ثالث
procedure-treatment = معالجة

## grade

grade-distinguished = متميزة
grade-ordinary = عادية

## clock

clock-first-reply = الرد الأول
clock-referral-reply = رد الجهة المحال إليها
clock-resolution = إنهاء المعالجة
clock-update = إطلاع مقدم الطلب على المستجدات

## mode

mode-out-of-jurisdiction = خارج الاختصاص
mode-third-party = طرف ثالث

## verification

verification-confirmed = ثبتت
verification-not-confirmed = لم تثبت
verification-partly = ثبتت جزئيًا

## outcome

outcome-not-solvable = تعذّر الحل
outcome-proposals = مقترحات
outcome-solved = تم الحل

## cause

cause-below-level = خدمة دون المستوى
cause-long-wait = طول الانتظار
cause-mistreatment = سوء تعامل
cause-other = أخرى
cause-unclear-procedure = عدم وضوح الإجراءات
cause-wrong-direction = توجيه خاطئ
cause-wrong-information = معلومات خاطئة

## queue

queue-first-line = خط الدعم الأول
queue-follow-up = المتابعة
queue-manager = المدير
queue-media = الإعلام
queue-mine = المسندة إليّ
queue-no-reply = دون رد أول
queue-partner = الجهة الشريكة
queue-second-line = خط الدعم الثاني
queue-section = القسم
queue-supervisor = المشرف

## tile

tile-closed = مغلقة
tile-in-process = تحت المعالجة
tile-open = مفتوحة
tile-reopened = أُعيد فتحها

## live

live-answered = تم الرد عليها
live-pending = معلّقة
live-transferred = محوّلة

## mark

mark-overdue = متأخر
mark-soon-due = قريب الاستحقاق
mark-stale = دون مستجدات
mark-unassigned = غير مسند
mark-vip = مستفيد مميّز

## state

state-created = أُنشئت
state-delivered = سُلّمت
state-failed = تعذّر التسليم
state-fallen-back = أُرسلت عبر قناة أخرى
state-sending = قيد الإرسال
state-sent = أُرسلت
state-unknown = غير معروفة
state-awaited = بانتظار الرفع
state-accepted = مقبول
state-refused = مرفوض

## further

action-speak = التحدث مع مقدم الطلب
action-decide = البت في الاستئناف
outcome-adopted = اعتُمد
outcome-noted = أُخذ علمًا به
outcome-not-adopted = لم يُعتمد
appeal-pending = لدى المدير
appeal-granted = قُبل
appeal-dismissed = لم يُقبل
