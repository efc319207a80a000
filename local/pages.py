"""The page at the gateway's root until the faces are built."""

from local.settings import Settings

PAGE = """<!doctype html>
<html lang="ar" dir="rtl">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>نداء · Nidaa</title>
<style>
body {{ font: 1.1rem/1.8 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }}
section[lang=en] {{ border-top: 1px solid #ccc; margin-top: 2rem; padding-top: 1rem }}
</style>
<h1>نداء</h1>
<p>هذا عنوان <bdi>{address}</bdi>، وعليه نسخة كاملة من نظام نداء تعمل على هذا الجهاز: الواجهة البرمجية وقواعد البيانات
والطوابير والرسائل، بالقالب نفسه الذي يُنشر على السحابة. البيانات كلها مختلقة.</p>
<ul>
<li><a href="/openapi.json">وصف الواجهة البرمجية</a></li>
<li><a href="/_local/accounts">حسابات التجربة</a></li>
<li><a href="/_local/outbox">صندوق الرسائل الصادرة</a></li>
<li><a href="/_local/clock">الساعة والمواعيد القادمة</a></li>
</ul>
<section lang="en" dir="ltr">
<h1>Nidaa</h1>
<p>This address, <bdi>{address}</bdi>, has a whole Nidaa on this machine: the API, tables, queues and messages, by the
same template that goes to the cloud. All data is invented. How to use it is told in README.md and docs/.</p>
<ul>
<li><a href="/openapi.json">The API's description</a></li>
<li><a href="/_local/accounts">Demo accounts</a></li>
<li><a href="/_local/outbox">Messages sent</a></li>
<li><a href="/_local/clock">The clock and what comes next</a></li>
</ul>
</section>
</html>
"""


def welcome(settings: Settings) -> bytes:
    """Return the page."""
    return PAGE.format(address=settings.address).encode()
