# ما يسمعه المتصل؛ يُنطق ولا يُكتب، فالأرقام والأيام كلمات تُقرأ.
state = { $step }
state-expected = { $step } ومن المتوقع الانتهاء منها في { DATETIME($day, dateStyle: "long") }.
