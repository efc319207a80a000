# The kinds: read when the portal opens; the other codes come after them.

kind-complaint = Complaint
kind-information-request = Information request
kind-inquiry = Inquiry
kind-media = Complaint in the media
kind-observation = Observation
kind-report = Report
kind-suggestion = Suggestion
kind-thanks = Thanks
