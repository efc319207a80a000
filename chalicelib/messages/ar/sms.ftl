### الرسائل النصية. كل رسالة جزء واحد (70 محرفًا) في أطول صورها، وإلا كُتب السبب فوقها بعد «السبب:».
registered = { $kind ->
    [inquiry] نشكركم على استفساركم، ورقمه المرجعي { $number }.
    [thanks] تسلّمنا رسالة شكركم برقم { $number }، ونقدّر لكم ذلك.
   *[other] تم تسجيل { $noun } برقم { $number }، وسنوافيكم بالرد.
}
# السبب: تسمّي الجهة التي تُتابَع لديها وهاتفها (R143)، فتبلغ جزأين.
referred = تمت إحالة { $noun } { $number } إلى { $partner }، وتكون المتابعة مع هذه الجهة{ $phone ->
    [none] .
   *[other] ، هاتف { $phone }.
}
asked = نرجو الرد على سؤالنا بشأن { $noun } { $number } عبر البوابة.
# السبب: تذكر السؤال الذي ننتظر جوابه وآخر موعد له معًا، فتبلغ جزأين.
waiting-reminded = تذكير: نرجو الرد على سؤالنا بشأن { $noun } { $number } عبر البوابة قبل نهاية { $date }.
# السبب: من لا بريد له يجب أن يعرف السبب وأن يصل إلى رابط الاستئناف، فتبلغ ثلاثة أجزاء.
rejected = نعتذر عن عدم قبول { $noun } { $number }: { $reason } ولكم الاستئناف خلال { $days }: { $link }
# السبب: الجواب القصير يُقال كاملًا (R121) ومعه رابط الاستئناف (R231)؛ جزءان، وأربعة إن كان معها الجواب.
solved = تم الرد على { $noun } { $number }{ $answer ->
    [none] {"، "}
   *[other] : { $answer }{" "}
}ولكم الاستئناف خلال { $days }: { $link }
# السبب: تُسمّي الجهة التي ردّت (R211) وتقول الجواب القصير كاملًا؛ جزءان، وثلاثة إن كان معها الجواب.
answered = { $partner ->
    [none] ورد رد الجهة المختصة
   *[other] رد { $partner }
} على { $noun } { $number }{ $answer ->
    [none] {" "}في البوابة.
   *[other] : { $answer }
}
# السبب: الجواب القصير يُقال كاملًا (R121) ومعه رابط الاستئناف (R231)؛ جزءان، وأربعة إن كان معها الجواب.
resolved = { $outcome ->
    [not_solvable] تعذرت معالجة
   *[solved] تم الرد على
} { $noun } { $number }{ $answer ->
    [none] {"، "}
   *[other] : { $answer }{" "}
}ولكم الاستئناف خلال { $days }: { $link }
# السبب: فيها رابط التقييم والاستئناف (R122)، فتبلغ جزأين.
closed = تم إغلاق { $noun } { $number }. { $ending ->
    [rating] للتقييم أو الاستئناف: { $link }
    [appeal] لطلب إعادة الفتح: { $link }
   *[none] نشكر لكم تواصلكم معنا.
}
# السبب: تذكر موعد الإغلاق ومعه رابط التقييم والاستئناف، فتبلغ ثلاثة أجزاء.
closing-announced = سيُغلق ملف { $noun } { $number } في { $date } ما لم يصلنا رد منكم.{ $ending ->
    [rating] {" "}للتقييم أو الاستئناف: { $link }
    [appeal] {" "}لطلب إعادة الفتح: { $link }
   *[none] {""}
}
reopened = نعتذر لكم. يعيد موظفون جدد النظر في { $noun } { $number }.
# السبب: من لا بريد له يجب أن يعرف سبب القرار، فتبلغ جزأين.
decided = نظر المدير في استئنافكم بشأن { $noun } { $number }، وتقرر تأييد الإغلاق{ $reason ->
    [none] .
   *[other] : { $reason }
}
sorry = نعتذر لعدم رضاكم عن معالجة { $noun } { $number }.
merged = تم ضم { $noun } { $number } إلى موضوع مماثل، وستصلكم النتيجة.
withdrawn = تم سحب { $noun } { $number } بناءً على رغبتكم.
replied = لديكم رسالة جديدة بشأن { $noun } { $number } في البوابة.
# السبب: تذكر سبب التأخير والموعد الجديد معًا (R145)، فتبلغ ثلاثة أجزاء.
delayed = نعتذر عن تأخر الرد على { $noun } { $number }{ $reason ->
    [none] .
   *[other] : { $reason }
} الموعد المتوقع للرد: { $date }.
# السبب: تذكر أين يقف الموضوع والموعد معًا (R145)، فتبلغ جزأين.
delayed-computed = نعتذر عن تأخر الرد على { $noun } { $number }. الموضوع لدى { $place }، والموعد المتوقع للرد: { $date }.
# السبب: تذكر لدى من يقف الموضوع (R146)، فتبلغ جزأين.
updated = ما زال العمل جاريًا على { $noun } { $number } لدى { $place }، وسنوافيكم بالرد.
# السبب: تسمّي الجهة التي اتصلت ورقم هاتفها، فتبلغ جزأين.
callback-unreached = حاولنا معاودة الاتصال بكم من { $body } ولم نتمكن من الوصول إليكم. للتواصل معنا: { $phone ->
    [none] { $link }
   *[other] { $phone }
}
code = رمز التحقق { $code }، صالح لمدة { $minutes }. لا تُطلعوا عليه أحدًا.
partner-referred = إحالة إليكم: { $indefinite } برقم { $number }. التفاصيل في النظام.
partner-withdrawn = تم سحب { $definite } { $number }، فيرجى إيقاف العمل.
duty = حالة حرجة: { $indefinite } برقم { $number }. يرجى المباشرة فورًا.
partner-reminded = { $reminder }: { $indefinite } برقم { $number }. نرجو الرد.

### ما يُقال للموظفين نصًّا: عند تعذر البريد، وللمدير عند انقضاء المدة مع البريد.
staff-escalated = { $stage ->
    [over] تجاوز موعد { $short }: { $indefinite } { $number }.
   *[near] انقضى { $percent }٪ من مدة { $short }: { $indefinite } { $number }.
}
staff-reminded = { $reminder }: { $indefinite } برقم { $number }. يرجى الرد.
staff-referred = { $complexity ->
    [critical] حالة حرجة: { $indefinite } برقم { $number }. يرجى المباشرة فورًا.
   *[other] إحالة إلى القسم: { $indefinite } برقم { $number }.
}
staff-returned = أُعيد إليكم للاستكمال: { $indefinite } برقم { $number }.
staff-reopened = أُعيد فتح { $indefinite } برقم { $number }. يرجى المباشرة.
staff-withdrawn = سحب مقدم الطلب: { $indefinite } { $number }. يرجى إيقاف العمل.
staff-assigned = إسناد إليكم: { $indefinite } برقم { $number }. يرجى المباشرة.
staff-waiting-expired = لم يرد مقدم الطلب: { $indefinite } { $number }. يرجى البت.
staff-speak-wanted = مقدم الطلب غير راضٍ: { $indefinite } { $number }. يرجى التواصل.
staff-limit-reached = بلغ حد إعادة الفتح: { $indefinite } { $number }. يرجى البت.
staff-appealed = استئناف لدى المدير: { $indefinite } { $number }. يرجى البت.
staff-appeal-waiting = { $late ->
    [late] تجاوز موعد البت في الاستئناف: { $indefinite } { $number }.
   *[early] استئناف لم يُبت فيه: { $indefinite } { $number }. يرجى البت.
}
# السبب: تذكر اليوم كاملًا مع العدد، فتبلغ جزأين؛ ولا تُرسل إلا عند تعذر البريد.
staff-digest = بيان { $date } في { $body }: { $more ->
    [more] { $overdue } على الأقل.
   *[none] { $overdue }.
} التفاصيل في النظام.
