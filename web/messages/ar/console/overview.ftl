overview = لوحة المتابعة
overview-queues = في القوائم
overview-queue = القائمة
overview-sections = لدى الأقسام
overview-partners = لدى الجهات الشريكة
overview-people = لدى الموظفين
overview-person = الموظف
overview-all = المجموع
overview-left = أعمال أخرى مطلوبة
overview-soon = قريب الاستحقاق: موعده قبل { $when }
overview-choose-section = اختاروا قسمًا لعرض ما لدى موظفيه
overview-nobody = لا أحد هنا
overview-speak = متعاملون ينتظرون اتصال المشرف
overview-appeals = استئنافات تنتظر البت
overview-root-causes = شكاوى مغلقة دون سبب
overview-outlet-replies = ردود على وسائل الإعلام
counts-all = { $n ->
    [zero] لا توجد طلبات
    [one] طلب واحد
    [two] طلبان
    [few] { $n } طلبات
    [many] { $n } طلبًا
   *[other] { $n } طلب
}
number-opens = { $name }: { $n }
tally-open = قيد الإجراء
tally-overdue = متأخر
tally-soon-due = قريب الاستحقاق
tally-stale = دون مستجدات
tally-unassigned = غير مسند
person-on-shift = على رأس العمل
person-off-shift = خارج الدوام
person-away = غائب
person-stand-in = ينوب عنه: { $name }
worklist-all = كل الطلبات
filter-any = الكل
filters-clear = إزالة عوامل التصفية
filter-remove = إزالة: { $label }
event-heard = وصلت رسالة على طلب مدمج فيه
event-appeal-waiting = الاستئناف ينتظر البت
