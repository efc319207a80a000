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
shortcut-reply = الكتابة على الطلب
