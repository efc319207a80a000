# من أراد البقاء على اتصال.
admin-subscribers = المشتركون في الأخبار
admin-about-subscribers = من وافق على تلقي أخبار الجهة، ومتى وأين وافق. من سحب موافقته لا يظهر هنا.
admin-subscribers-none = لم يشترك أحد بعد
admin-subscribers-masked = الأرقام والعناوين محجوبة: لا يراها إلا مسؤول الحملات.
admin-subscriber-to = يُراسل على
admin-subscriber-since = وافق في
admin-subscriber-source = وافق في صفحات
admin-subscriber-portal = بوابة نداء
admin-export = تنزيل الملف
admin-export-failed = لم يُنزل الملف. تحققوا من الاتصال ثم أعيدوا المحاولة.
admin-more = المزيد
