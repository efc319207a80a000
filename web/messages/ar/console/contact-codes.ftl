# رموز الاتصالات كما تقولها الخدمة: حالات الموظفين ونتائج الاتصالات.

## حالة الموظف

agent-status-available = متاح
agent-status-busy = في مكالمة
agent-status-break = استراحة
agent-status-prayer = صلاة
agent-status-training = تدريب
agent-status-meeting = اجتماع
agent-status-wrap-up = ما بعد المكالمة
agent-status-offline = غير متصل
agent-status-ringing = يرنّ هاتفه
agent-status-missed = فاتته مكالمة
agent-status-other = حالة أخرى

## نتيجة التواصل

contact-outcome-open = مستمر
contact-outcome-in-ivr = انتهى في القوائم الصوتية
contact-outcome-answered = أُجيب
contact-outcome-abandoned = ترك الانتظار
contact-outcome-callback = طلب معاودة الاتصال
contact-outcome-voicemail = رسالة صوتية
contact-outcome-transferred = حُوّل
contact-outcome-not-reached = لم يُجب
contact-outcome-cut-off = انقطع قبل أن يُجاب
contact-outcome-monitored = استماع مشرف

## أين الاتصال القائم

contact-state-in-ivr = في القوائم الصوتية
contact-state-queued = ينتظر
contact-state-talking = يتحدث
contact-state-wrap-up = ما بعد المكالمة

contact-direction-inbound = وارد
contact-direction-outbound = صادر
