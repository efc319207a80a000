reassign = إعادة الإسناد
reassign-on = متابعة الباقي
reassign-many = { $n ->
    [zero] إعادة إسناد الطلبات
    [one] إعادة إسناد طلب واحد
    [two] إعادة إسناد طلبين
    [few] إعادة إسناد { $n } طلبات
    [many] إعادة إسناد { $n } طلبًا
   *[other] إعادة إسناد { $n } طلب
}
reassign-to = إلى
reassign-progress = سير العمل
reassign-of = { $done } من { $all }
reassigned-to = أُسند إلى { $name }
not-reassigned-stale = تغيّر الطلب بعد عرضه
not-reassigned-not-found = لا يوجد هذا الطلب في نطاقكم
not-reassigned-action-not-allowed = لا يقبل الإسناد في حالته الآن
not-reassigned-invalid = لا يصلح من اختير له: يعنيه الطلب أو ليس من قسمه
not-reassigned-excluded-from-pass = تولّى دورة سابقة من هذا الطلب
not-reassigned-nobody-free = لا أحد في القسم يمكن الإسناد إليه
not-reassigned-denied = لا يحق لهذا الدور تولّيه
not-reassigned-other = لم يُسند
select-all = اختيار كل الطلبات
select-one = اختيار الطلب { $number }
shortcuts = اختصارات لوحة المفاتيح
shortcuts-note = تعمل الاختصارات بموضع المفتاح في أي لغة، وتتوقف أثناء الكتابة.
shortcut-help = عرض هذه القائمة
shortcut-search = البحث في القائمة
shortcut-new = تسجيل طلب
shortcut-reply = الكتابة إلى مقدم الطلب
reassign-stop = إيقاف
reassign-undo = تراجع
reassign-undo-reason = تراجع عن إعادة الإسناد
reassign-undo-progress = التراجع
reassign-stuck = { $n ->
    [zero] عادت كل الطلبات إلى أصحابها
    [one] بقي طلب واحد حيث أُسند: لم يكن مسندًا إلى أحد من قبل
    [two] بقي طلبان حيث أُسندا: لم يكونا مسندين إلى أحد من قبل
    [few] بقيت { $n } طلبات حيث أُسندت: لم تكن مسندة إلى أحد من قبل
    [many] بقي { $n } طلبًا حيث أُسند: لم يكن مسندًا إلى أحد من قبل
   *[other] بقي { $n } طلب حيث أُسند: لم يكن مسندًا إلى أحد من قبل
}
returned-to = أُعيد إلى { $name }
not-returned = لم يُعد: { $reason }
not-returned-nobody = لم يكن مسندًا إلى أحد، فبقي حيث هو
column-reminders = التذكيرات
column-reopened = مرات إعادة الفتح
column-importance = الأهمية
columns-choose = اختيار الأعمدة
columns-title = الأعمدة
columns-note = ما يظهر في هذه القائمة وترتيبه على هذا الجهاز
columns-keep = حفظ
filters = عوامل التصفية
column-news = آخر ما حدث
column-tries = محاولات الوصول
tries = { $n ->
    [zero] لا محاولات
    [one] محاولة واحدة
    [two] محاولتان
    [few] { $n } محاولات
    [many] { $n } محاولة
   *[other] { $n } محاولة
}
columns-drag = سحب لتغيير الترتيب:
