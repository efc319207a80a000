# الرسائل التي ترسلها الخدمة من نفسها.
admin-messages = الرسائل والإشعارات
admin-about-messages = كل ما ترسله الخدمة من نفسها: متى ولمن وبأي وسيلة، ونصه باللغتين.
admin-message = الرسالة
admin-message-when = متى
admin-message-whom = لمن
admin-message-by = الوسيلة
admin-message-find = ابحثوا في الرسائل
admin-message-invented = طلب متخيَّل لجهتكم: لا يُرسل شيء.
admin-message-sender = من
admin-message-longest = أطول رسالة نصية: { $kind }، { $language }
admin-message-parts = { $n ->
    [zero] لا أجزاء
    [one] جزء واحد
    [two] جزآن
    [few] { $n } أجزاء
    [many] { $n } جزءًا
   *[other] { $n } جزء
}
admin-message-characters = { $n ->
    [zero] لا حروف
    [one] حرف واحد
    [two] حرفان
    [few] { $n } أحرف
    [many] { $n } حرفًا
   *[other] { $n } حرف
}

message-registered = وصل الطلب
message-referred = أُحيل إلى جهة شريكة
message-asked = سؤال إلى مقدم الطلب
message-waiting-reminded = تذكير بالسؤال
message-rejected = لم يُقبل الطلب
message-solved = حُل من أول اتصال
message-answered = جواب باسم الجهة الشريكة
message-resolved = انتهت المعالجة
message-closing-announced = قرب الإغلاق
message-closed = أُغلق الطلب
message-reopened = أُعيد فتح الطلب
message-decided = قرار المدير في الاستئناف
message-merged = دُمج في طلب آخر
message-withdrawn = سُحب الطلب
message-replied = رسالة من موظف
message-updated = العمل مستمر
message-delayed = اعتذار عن التأخير وسببه
message-sorry = اعتذار بعد عدم الرضا
message-delayed-computed = اعتذار عن التأخير بموعد محسوب
message-partner-referred = إحالة إلى الجهة الشريكة
message-partner-reminded = تذكير الجهة الشريكة
message-partner-withdrawn = سُحب ما أُحيل إلى الجهة الشريكة
message-duty = إحالة إلى رقم المناوبة
message-callback-unreached = تعذرت معاودة الاتصال
message-staff-referred = إحالة إلى القسم
message-staff-assigned = إسناد إلى موظف
message-staff-returned = إعادة إلى القسم
message-staff-reopened = أُعيد الفتح: لضابط آخر
message-staff-withdrawn = سُحب: توقفوا عن العمل
message-staff-reminded = تذكير القسم
message-staff-escalated = تصعيد
message-staff-waiting-expired = انتهت مهلة رد مقدم الطلب
message-staff-speak-wanted = مطلوب التحدث مع مقدم الطلب
message-staff-limit-reached = بلغ حد إعادة الفتح
message-staff-appealed = استئناف لدى المدير
message-staff-appeal-waiting = استئناف ينتظر القرار
message-staff-digest = بيان المتأخرات
message-code = رمز الدخول

when-registered = عند تسجيل الطلب
when-referred = عند الإحالة
when-asked = عند طلب إيضاح
when-waiting-reminded = بعد نصف مهلة الرد
when-rejected = عند عدم القبول
when-solved = عند الحل من أول اتصال
when-answered = عند رد القسم أو الجهة الشريكة
when-resolved = عند انتهاء المعالجة
when-closing-announced = قبل الإغلاق الآلي بيومي عمل
when-closed = عند الإغلاق
when-reopened = عند إعادة الفتح
when-decided = عند بت المدير
when-merged = عند الدمج
when-withdrawn = عند السحب
when-replied = عند كتابة رسالة
when-updated = بعد أطول مدة بلا مستجدات
when-delayed = عند الإشعار بالتأخير
when-measured = عند تقييم منخفض
when-reminded = عند التذكير
when-assigned = عند الإسناد
when-returned = عند الإعادة إلى القسم
when-escalated = عند اقتراب الموعد أو فواته
when-waiting-expired = عند انتهاء مهلة الرد
when-speak-wanted = عند طلب التحدث
when-limit-reached = عند بلوغ حد إعادة الفتح
when-appealed = عند الاستئناف
when-appeal-waiting = عند تأخر البت في الاستئناف
when-digest-due = صباح كل يوم عمل
when-callback-unreachable = عند انتهاء محاولات معاودة الاتصال
when-code = عند طلب رمز

told-requester = مقدم الطلب
told-partner = الجهة الشريكة
told-duty = رقم المناوبة
told-staff = الموظفون

sent-by-sms = رسالة نصية
sent-by-email = بريد إلكتروني
