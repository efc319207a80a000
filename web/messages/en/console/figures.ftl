# Figures of the queues.

queue-figures = Queue statistics
figures-about = What each queue was presented, and what became of it.
figures-table = Call centre inbound statistics
figures-chart = Queue statistics chart
figures-chart-about = Each bar is what a queue was presented, in what was handled, abandoned and left otherwise; the same numbers stand in the table.
figures-legend = Colours
figures-axis = axis
figures-period = Period
figures-today = Today
figures-yesterday = Yesterday
figures-week = This week
figures-month = This month
figures-own = Other days
figures-from = From
figures-to = To
figures-days = { $from } to { $to }
figures-queue = Queue
figures-label = Name in reports
figures-calls = Calls
figures-presented = Calls presented
figures-handled = Calls handled
figures-handled-percent = Handled, % of presented
figures-abandoned = Calls abandoned
figures-abandoned-percent = Abandoned, % of presented
figures-otherwise = Left otherwise
figures-otherwise-percent = Left otherwise, % of presented
figures-service-level-percent = Answered within { $n } s, % of presented
figures-average-wait-seconds = Average wait of handled
figures-average-abandon-seconds = Average patience of abandoned
figures-average-handle-seconds = Average handling time
figures-total = Total
figures-none = No calls in these days
figures-csv = Download CSV
figures-print = Print
figures-note = A call is counted in the day on which it came into the queue, by the body's clock, once it has left it. Presented = handled + abandoned + left otherwise, in every line and in the total.
