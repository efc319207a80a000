# رموز الاتصالات كما تقولها الخدمة: حالات الموظفين ونتائج الاتصالات.

## حالة الموظف

agent-status-available = متاح
agent-status-busy = في مكالمة
agent-status-break = استراحة
agent-status-prayer = صلاة
agent-status-training = تدريب
agent-status-meeting = اجتماع
agent-status-wrap-up = العمل ما بعد المكالمة
agent-status-offline = غير متصل
agent-status-ringing = يرنّ هاتفه
agent-status-missed = فاتته مكالمة
agent-status-other = حالة أخرى

## نتيجة التواصل

contact-outcome-open = جارٍ
contact-outcome-in-ivr = انتهى في القائمة الصوتية
contact-outcome-answered = أُجيب عليه
contact-outcome-abandoned = تُرك قبل الرد
contact-outcome-callback = طُلبت معاودة الاتصال
contact-outcome-voicemail = رسالة صوتية
contact-outcome-transferred = حُوّل دون رد موظف
contact-outcome-not-reached = تعذّر الوصول
contact-outcome-cut-off = انقطع في الانتظار
contact-outcome-monitored = استماع إشرافي

## أين الاتصال القائم

contact-task = مهمة معاودة اتصال
contact-state-in-ivr = في القائمة الصوتية
contact-state-queued = ينتظر
contact-state-talking = يتحدث
contact-state-wrap-up = العمل ما بعد المكالمة

contact-direction-inbound = وارد
contact-direction-outbound = صادر
