# ما يقوله الوجهان معًا.
language-other = English
skip = انتقل إلى المحتوى
loading = يجري التحميل…
retry = أعد المحاولة
send = إرسال
cancel = إلغاء
close-panel = إغلاق
optional = { $label } (اختياري)
yes = نعم
no = لا
none = لا يوجد
choose = اختر
sign-out = تسجيل الخروج
hours = { $n ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
minutes = { $n ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}

## ما تعذّر

problem-offline = لا يوجد اتصال بالشبكة. ما كتبتموه محفوظ على هذا الجهاز؛ أعيدوا المحاولة حين يعود الاتصال.
problem-unavailable = الخدمة لا تجيب الآن. ما كتبتموه محفوظ؛ أعيدوا المحاولة بعد قليل.
problem-fields = { $n ->
    [zero] راجعوا ما كتبتموه
    [one] في النموذج حقل واحد يحتاج إلى تصحيح
    [two] في النموذج حقلان يحتاجان إلى تصحيح
    [few] في النموذج { $n } حقول تحتاج إلى تصحيح
    [many] في النموذج { $n } حقلًا يحتاج إلى تصحيح
   *[other] في النموذج { $n } حقل يحتاج إلى تصحيح
}

## أسباب رفض الحقول

reason-missing = هذا الحقل مطلوب
reason-too-long = النص أطول من المسموح به
reason-too-short = النص أقصر من المطلوب
reason-too-large = القيمة أكبر من المسموح بها
reason-too-small = القيمة أصغر من المسموح بها
reason-wrong-format = الصيغة غير صحيحة
reason-wrong-check-digit = الرقم غير صحيح؛ راجعوا خاناته
reason-wrong-type = القيمة ليست من النوع المطلوب
reason-wrong-value = القيمة غير صحيحة
reason-not-found = لا يوجد ما يطابق هذه القيمة
reason-not-allowed = هذه القيمة غير مسموح بها هنا
reason-not-in-category = ليس ضمن التصنيف المختار
reason-outside-boundary = الموقع خارج حدود اختصاص الجهة
reason-not-anonymous = هذا النوع من الطلبات يحتاج إلى اسم ووسيلة تواصل
reason-not-in-future = يجب أن يكون الموعد في المستقبل
reason-missing-identifier = اكتبوا رقم الهاتف أو البريد الإلكتروني
reason-out-of-jurisdiction = الطلب خارج الاختصاص؛ يُحال إلى جهة شريكة
reason-one-of-section-and-partner = اختاروا القسم أو الجهة الشريكة
reason-unknown = حقل غير معروف
