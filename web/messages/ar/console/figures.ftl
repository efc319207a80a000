# أرقام قوائم الانتظار.

queue-figures = إحصاءات قوائم الانتظار
figures-about = ما ورد إلى كل قائمة من مكالمات، وما صار إليه.
figures-table = إحصاءات المكالمات الواردة
figures-chart = رسم إحصاءات القوائم
figures-chart-about = كل عمود ما ورد إلى قائمة، مقسومًا إلى مُجاب ومتروك وما خرج بغير ذلك؛ والأعداد نفسها في الجدول.
figures-legend = مفتاح الألوان
figures-axis = محور
figures-period = الفترة
figures-today = اليوم
figures-yesterday = أمس
figures-week = هذا الأسبوع
figures-month = هذا الشهر
figures-own = فترة أخرى
figures-from = من يوم
figures-to = إلى يوم
figures-days = من { $from } إلى { $to }
figures-queue = القائمة
figures-label = اسم القائمة في التقارير
figures-calls = المكالمات
figures-presented = المكالمات الواردة
figures-handled = المُجابة
figures-handled-percent = المُجابة ٪ من الواردة
figures-abandoned = المتروكة
figures-abandoned-percent = المتروكة ٪ من الواردة
figures-otherwise = خرجت بغير ذلك
figures-otherwise-percent = خرجت بغير ذلك ٪ من الواردة
figures-service-level-percent = أُجيبت خلال { $n } ثانية ٪ من الواردة
figures-average-wait-seconds = متوسط انتظار المُجابة
figures-average-abandon-seconds = متوسط صبر التاركين
figures-average-handle-seconds = متوسط مدة المعالجة
figures-total = المجموع
figures-none = لا مكالمات في هذه الفترة
figures-csv = تنزيل CSV
figures-print = طباعة
figures-note = تُحسب المكالمة في اليوم الذي دخلت فيه القائمة، بتوقيت الجهة، بعد أن تغادرها. الواردة = المُجابة + المتروكة + ما خرج بغير ذلك، في كل سطر وفي المجموع.
