# المناطق وحدودها.
admin-regions = المناطق
admin-about-regions = مناطق الجهة وحدودها: بها تُعرف منطقة كل موقع على الخريطة، ويُعرف ما هو خارج الاختصاص.
admin-new-regions = منطقة جديدة
admin-region-first = لا شيء: منطقة من المستوى الأول
admin-boundary-none = لم تُرسم
admin-boundary-corners = { $n ->
    [zero] لا أركان
    [one] ركن واحد
    [two] ركنان
    [few] { $n } أركان
    [many] { $n } ركنًا
   *[other] { $n } ركن
}
admin-boundary-parts = من عدة أجزاء، تُستبدل من ملف
admin-boundary-hint = من ملف GeoJSON، أو ركنًا بعد ركن على الخريطة، أو بكتابة مواقع الأركان.
admin-boundary-file = من ملف GeoJSON
admin-boundary-remove = احذف الحدود
admin-boundary-map = خريطة المناطق
admin-boundary-nearer = تقريب
admin-boundary-farther = إبعاد
admin-boundary-corner = ركن من الحدود
admin-boundary-centre = ضع ركنًا في وسط الخريطة
admin-boundary-undo = أزل آخر ركن
admin-boundary-typed = أركان الحدود
admin-boundary-typed-hint = ركن في كل سطر: خط العرض ثم خط الطول، مثل { $example }
admin-boundary-unread = لا يُقرأ أحد الأسطر: في كل سطر خط عرض وخط طول
admin-boundary-crosses = خط الحدود يقطع نفسه؛ راجعوا ترتيب الأركان.
admin-boundary-thinned = خُففت الحدود من { $from } إلى { $to } من الأركان، وأُبقي ما يحفظ شكلها. راجعوها على الخريطة قبل الحفظ.
