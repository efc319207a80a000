# النصوص الجاهزة.
admin-replies = الردود الجاهزة
admin-about-replies = ما يكتبه الموظفون كثيرًا: يُدرج في الرسالة ويُعدَّل قبل إرسالها.
admin-new-replies = رد جاهز جديد
admin-reply-text = النص
admin-reply-ar = النص بالعربية
admin-reply-en = النص بالإنجليزية
admin-reply-hint = يُختار النص بلغة الطلب، وتُملأ هذه المواضع منه:
admin-retired = متوقف

reply-place-number = رقم الطلب
reply-place-name = اسم مقدم الطلب
reply-place-kind = نوع الطلب
reply-place-category = التصنيف
reply-place-section = القسم
reply-place-due = موعد الإنجاز
reply-place-body = اسم الجهة
reply-place-staff = اسم من يكتب
