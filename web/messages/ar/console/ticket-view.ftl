## Where it is

place = الموقع
place-map = خريطة موقع الطلب
place-map-large = خريطة موقع الطلب مكبرة
place-larger = تكبير الخريطة
place-pin = موقع الطلب
place-nearer = تقريب
place-farther = إبعاد
place-zoom-ctrl = لتكبير الخريطة اضغطوا Ctrl مع تحريك عجلة الفأرة
place-zoom-fingers = لتحريك الخريطة استخدموا إصبعين
place-boundary = الحدود
place-inside = داخل حدود الجهة
place-outside = خارج حدود الجهة

## Light and dark

theme = المظهر
theme-device = كما في الجهاز
