# أنواع الطلبات: تُقرأ أول ما تُفتح البوابة، والرموز الأخرى تأتي بعدها.

kind-complaint = شكوى
kind-information-request = طلب معلومات
kind-inquiry = استفسار
kind-media = شكوى تغطية إعلامية
kind-observation = ملاحظة
kind-report = بلاغ
kind-suggestion = اقتراح
kind-thanks = شكر
