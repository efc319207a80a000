### رسائل البريد: القيمة صدر الرسالة، و closing ما يلي النص المنقول، و action عنوان الرابط.
subject = { $noun } رقم { $number }
partner-subject = إحالة رقم { $number }: { $indefinite }
code-subject = رمز التحقق
greeting = { $name ->
    [none] السلام عليكم ورحمة الله وبركاته،
   *[other] الفاضل/الفاضلة { $name }، السلام عليكم ورحمة الله وبركاته،
}
partner-greeting = الأفاضل في { $name } المحترمون، السلام عليكم ورحمة الله وبركاته،
automatic = عند التواصل معنا في هذا الموضوع يرجى ذكر الرقم { $number }.

registered = { $kind ->
    [inquiry] نشكركم على استفساركم. وقد تم تسجيله بالرقم المرجعي { $number }، وسنوافيكم بالرد عليه.
    [thanks] تسلّمنا رسالة شكركم، وتم تسجيلها بالرقم { $number } وإيصالها إلى المعنيين. نقدّر لكم ذلك.
   *[other] تم تسجيل { $noun } بالرقم { $number }، وسنوافيكم بالرد { $gender ->
        [feminine] عليها
       *[masculine] عليه
    }.
}
    .closing = يرجى الاحتفاظ بالرقم للمتابعة.
    .action = المتابعة في البوابة
referred = تمت إحالة { $noun } رقم { $number } إلى { $partner } للاختصاص.
    .closing = { $phone ->
        [none] وتكون المتابعة مع الجهة المذكورة.
       *[other] وتكون المتابعة مع الجهة المذكورة على الهاتف { $phone }.
    }
    .action = المتابعة في البوابة
asked = لاستكمال معالجة { $noun } رقم { $number } نحتاج إلى إيضاح منكم:
    .closing = تتوقف مدة المعالجة إلى حين وصول ردكم.
    .action = الرد في البوابة
rejected = نعتذر عن عدم قبول { $noun } رقم { $number }، وذلك للسبب الآتي:
    .closing = ولكم الحق في الاستئناف خلال { $days } من تاريخ هذه الرسالة.
    .action = تقديم استئناف
solved = تم الرد على { $noun } رقم { $number } بما يأتي:
    .closing = وإن لم يكن الرد مُرضيًا فلكم الحق في الاستئناف خلال { $days } من تاريخ هذه الرسالة.
    .action = تقييم الخدمة أو الاستئناف
resolved = { $outcome ->
    [not_solvable] نأسف لإبلاغكم بأنه تعذّرت معالجة { $noun } رقم { $number }، وذلك على النحو الآتي:
   *[solved] تمت معالجة { $noun } رقم { $number }، والرد هو الآتي:
}
    .closing = وإن لم يكن الرد مُرضيًا فلكم الحق في الاستئناف خلال { $days } من تاريخ هذه الرسالة.
    .action = تقييم الخدمة أو الاستئناف
closed = تم إغلاق { $noun } رقم { $number }.
    .closing = { $ending ->
        [rating] يسرّنا أن نعرف رأيكم في الخدمة، ولكم الحق في الاستئناف خلال { $days } من تاريخ هذه الرسالة.
        [appeal] ولكم طلب إعادة الفتح خلال { $days } من تاريخ هذه الرسالة.
       *[none] نشكر لكم تواصلكم معنا.
    }
    .action = { $ending ->
        [rating] تقييم الخدمة أو الاستئناف
       *[appeal] طلب إعادة الفتح
    }
reopened = نعتذر لكم عن عدم رضاكم عن النتيجة. وقد أُعيد فتح { $noun } رقم { $number }، وسيتولى النظر { $gender ->
        [feminine] فيها
       *[masculine] فيه
    } موظفون جدد.
    .closing = وسنوافيكم بالنتيجة.
    .action = المتابعة في البوابة
decided = نظر المدير في استئنافكم بشأن { $noun } رقم { $number }، وتقرر تأييد الإغلاق.{ $reason ->
        [none] {""}
       *[other] {" "}وسبب القرار:
    }
    .closing = نشكر لكم تواصلكم معنا.
    .action = المتابعة في البوابة
sorry = نعتذر لكم عن عدم رضاكم عن معالجة { $noun } رقم { $number }، ونشكر لكم صراحتكم.
    .closing = سنأخذ رأيكم في الاعتبار لتحسين الخدمة.
    .action = المتابعة في البوابة
merged = تم ضم { $noun } رقم { $number } إلى موضوع مماثل سبق تسجيله، لأن الموضوع واحد.
    .closing = يبقى رقمكم صالحًا للمتابعة، وستصلكم النتيجة.
    .action = المتابعة في البوابة
withdrawn = تم سحب { $noun } رقم { $number } بناءً على رغبتكم، ولن يُتخذ { $gender ->
        [feminine] بشأنها
       *[masculine] بشأنه
    } إجراء آخر.
    .closing = نشكر لكم تواصلكم معنا.
    .action = المتابعة في البوابة
replied = وصلتكم رسالة بشأن { $noun } رقم { $number }:
    .closing = { "" }
    .action = المتابعة في البوابة
delayed = نعتذر عن تأخر الرد على { $noun } رقم { $number }، ونتوقع الرد { $gender ->
        [feminine] عليها
       *[masculine] عليه
    } في { $date }.{ $reason ->
        [none] {""}
       *[other] {" "}وسبب التأخير:
    }
    .closing = نقدّر لكم تفهّمكم.
    .action = المتابعة في البوابة
delayed-computed = نعتذر عن تأخر الرد على { $noun } رقم { $number }. والموضوع حاليًا لدى { $place }، ونتوقع الرد { $gender ->
        [feminine] عليها
       *[masculine] عليه
    } في { $date }.
    .closing = نقدّر لكم تفهّمكم.
    .action = المتابعة في البوابة
updated = ما زال العمل جاريًا على { $noun } رقم { $number }، والموضوع حاليًا لدى { $place }.
    .closing = سنوافيكم بالرد فور صدوره.
    .action = المتابعة في البوابة
waiting-reminded = سبق أن طلبنا منكم إيضاحًا بشأن { $noun } رقم { $number }، ولم يصلنا ردكم بعد.
    .closing = نرجو الرد قبل نهاية { $date }، حتى نتمكن من إتمام المعالجة.
    .action = الرد في البوابة
answered = { $partner ->
    [none] ورد رد الجهة المختصة
   *[other] ورد رد { $partner }
} على { $noun } رقم { $number }، ونصه:
    .closing = سنتواصل معكم لمعرفة مدى رضاكم عن الرد.
    .action = المتابعة في البوابة
closing-announced = سيُغلق ملف { $noun } رقم { $number } في { $date } ما لم يصلنا رد منكم قبل ذلك.
    .closing = { $ending ->
        [rating] يسرّنا أن نعرف رأيكم في الخدمة، ولكم الحق في الاستئناف إن لم يكن الرد مُرضيًا.
        [appeal] ولكم طلب إعادة الفتح إن لم يكن الرد مُرضيًا.
       *[none] نشكر لكم تواصلكم معنا.
    }
    .action = { $ending ->
        [rating] تقييم الخدمة أو الاستئناف
       *[appeal] طلب إعادة الفتح
    }
code = رمز التحقق الخاص بكم هو { $code }، وهو صالح لمدة { $minutes }.
    .closing = لا تُطلعوا أحدًا على هذا الرمز؛ فلن يطلبه منكم أي موظف. وإن لم تطلبوه فتجاهلوا هذه الرسالة.
partner-referred = تمت إحالة { $definite } رقم { $number } إليكم، لوقوع { $gender ->
        [feminine] موضوعها
       *[masculine] موضوعه
    } ضمن اختصاصكم. نرجو المباشرة والرد.{ $note ->
        [none] {""}
       *[other] {" "}ملاحظة الإحالة:
    }
    .closing = تجدون التفاصيل بعد تسجيل الدخول إلى النظام.
    .action = فتح النظام
partner-withdrawn = تم سحب { $definite } رقم { $number } بناءً على رغبة { $gender ->
        [feminine] صاحبها
       *[masculine] صاحبه
    }، فيرجى إيقاف العمل { $gender ->
        [feminine] عليها
       *[masculine] عليه
    }.
    .closing = نشكر لكم تعاونكم.
    .action = فتح النظام
partner-reminded = هذا { $reminder } بشأن { $definite } رقم { $number } { $gender ->
        [feminine] المحالة
       *[masculine] المحال
    } إليكم. { $late ->
        [late] وقد مضى موعد الرد، وكان في { $due }.
       *[early] وموعد الرد { $due }.
    } نرجو الرد.{ $note ->
        [none] {""}
       *[other] {" "}ملاحظة:
    }
    .closing = تجدون التفاصيل بعد تسجيل الدخول إلى النظام.
    .action = فتح النظام

### رسائل الموظفين: باسم الموظف وصفته، وبلا بيانات مقدم الطلب؛ وتحت الصدر أسطر بالفئة والموضع والموعد.
staff-greeting = { $role ->
        [none] إلى: { $name }
       *[other] إلى: { $name }، { $role }
    }
    السلام عليكم ورحمة الله وبركاته،
staff-automatic = رسالة آلية إلى موظفي الجهة، لا تتضمن بيانات مقدم الطلب، ولا يُرد عليها.
staff-action = فتح النظام
staff-category = الفئة: { $category }
staff-place = الموضع الحالي: { $place }
staff-due = الموعد المستهدف: { $due }
staff-unassigned = الموظف المسؤول: لم يُحدد بعد
staff-escalated = { $stage ->
        [over] انقضت { $promise } بشأن { $definite } رقم { $number }، ولم يكتمل الإجراء المطلوب.
       *[near] انقضى { $percent }٪ من { $promise } بشأن { $definite } رقم { $number }.
    }
    .closing = { $wanted ->
        [reason] يرجى تسجيل سبب التأخير والموعد المتوقع للرد في النظام، ليُبلَّغ مقدم الطلب بهما قبل انقضاء المدة.
       *[none] { $stage ->
            [over] يرجى اتخاذ ما يلزم على الفور.
           *[near] يرجى المتابعة قبل حلول الموعد.
        }
    }
    .subject = { $stage ->
        [over] تصعيد (تجاوز موعد { $short }): { $indefinite } رقم { $number }
       *[near] تصعيد ({ $percent }٪ من مدة { $short }): { $indefinite } رقم { $number }
    }
staff-reminded = هذا { $reminder } بشأن { $definite } رقم { $number }. { $late ->
        [late] وقد مضى موعد الرد.
       *[early] ولم يحل موعد الرد بعد.
    }
    .closing = يرجى الرد أو بيان ما تم.
    .subject = { $reminder }: { $indefinite } رقم { $number }
staff-referred = { $complexity ->
        [critical] حالة حرجة وردت إلى القسم: { $indefinite } برقم { $number }.
       *[other] ورد إلى القسم موضوع جديد: { $indefinite } برقم { $number }.
    }
    .closing = { $complexity ->
        [critical] يرجى المباشرة فورًا.
       *[other] يرجى المباشرة والرد قبل حلول الموعد.
    }
    .subject = إحالة إلى القسم: { $indefinite } رقم { $number }
staff-returned = نعيد إليكم الرد بشأن { $definite } رقم { $number } لاستكماله.
    .closing = يرجى الاطلاع على سبب الإعادة في النظام، ثم الرد قبل حلول الموعد.
    .subject = إعادة للاستكمال: { $indefinite } رقم { $number }
staff-reopened = أُعيد فتح { $definite } رقم { $number } لدى القسم، على أن يتولى الموضوع من لم يسبق له العمل عليه.
    .closing = يرجى المباشرة والرد قبل حلول الموعد.
    .subject = إعادة فتح: { $indefinite } رقم { $number }
staff-appealed = تقدم مقدم الطلب باستئناف بشأن { $definite } رقم { $number } بعد الإغلاق النهائي.
    .closing = يرجى تأييد الإغلاق أو الأمر بإعادة النظر، مع بيان السبب.
    .subject = استئناف لدى المدير: { $indefinite } رقم { $number }
staff-appeal-waiting = { $late ->
        [late] انقضت المدة المحددة للبت في الاستئناف بشأن { $definite } رقم { $number } دون صدور قرار.
       *[early] ما زال الاستئناف بشأن { $definite } رقم { $number } بانتظار قرار المدير.
    }
    .closing = { $late ->
        [late] يرجى البت على الفور، بتأييد الإغلاق أو الأمر بإعادة النظر، مع بيان السبب.
       *[early] يرجى تأييد الإغلاق أو الأمر بإعادة النظر قبل حلول الموعد، مع بيان السبب.
    }
    .subject = { $late ->
        [late] تجاوز موعد البت في الاستئناف: { $indefinite } رقم { $number }
       *[early] استئناف لم يُبت فيه: { $indefinite } رقم { $number }
    }
staff-withdrawn = سحب مقدم الطلب { $definite } رقم { $number }.
    .closing = يرجى إيقاف العمل.
    .subject = سحب: { $indefinite } رقم { $number }
staff-assigned = { $gender ->
        [feminine] أُسندت
       *[masculine] أُسند
    } إليكم { $definite } رقم { $number }.
    .closing = يرجى المباشرة والرد قبل حلول الموعد.
    .subject = إسناد: { $indefinite } رقم { $number }
staff-waiting-expired = لم يصل رد مقدم الطلب على سؤالنا بشأن { $definite } رقم { $number } خلال المدة المحددة.
    .closing = يمكن الآن إنهاء المعالجة لعدم ورود رد، أو معاودة التواصل مع مقدم الطلب.
    .subject = لم يصل رد مقدم الطلب: { $indefinite } رقم { $number }
staff-speak-wanted = مقدم الطلب غير راضٍ عن معالجة { $definite } رقم { $number }.
    .closing = يرجى التواصل معه لمعرفة أسباب عدم الرضا، ثم تسجيلها في النظام.
    .subject = تواصل مع مقدم طلب غير راضٍ: { $indefinite } رقم { $number }
staff-limit-reached = بلغت إعادة فتح { $definite } رقم { $number } الحد المسموح به ({ $times }).
    .closing = يرجى البت في الموضوع. ويجوز الإغلاق النهائي بقرار مسبب، ولمقدم الطلب بعده استئناف واحد لدى المدير.
    .subject = بلوغ حد إعادة الفتح: { $indefinite } رقم { $number }
staff-digest = بيان المتأخرات في { $body } ليوم { $date }: { $more ->
        [more] { $overdue } على الأقل.
       *[none] { $overdue }.
    }
    .closing = يُرسل هذا البيان مرة واحدة في اليوم.
    .subject = بيان المتأخرات ليوم { $date }: { $overdue }
digest-counts = بحسب الموضع:
digest-count = { $place }: { $count }
digest-tickets = { $shown ->
    [zero] الأقدم موعدًا:
    [one] الأقدم موعدًا:
    [two] الأقدم موعدًا:
    [few] الأقدم موعدًا ({ $shown }):
    [many] الأقدم موعدًا ({ $shown }):
   *[other] الأقدم موعدًا ({ $shown }):
}
digest-ticket = { $number }: { $indefinite }، { $category }، لدى { $place }، الموعد { $due }
