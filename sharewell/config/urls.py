"""Where every address leads; the pages are in sharewell.web."""

from django.conf import settings

from sharewell.web.urls import urlpatterns as pages

urlpatterns = [*pages]
if settings.DEMO:
    from sharewell.demo.urls import urlpatterns as demo_pages

    urlpatterns += demo_pages
handler404 = "sharewell.web.views.errors.not_found"
handler403 = "sharewell.web.views.errors.refused"
handler400 = "sharewell.web.views.errors.bad_request"
handler500 = "sharewell.web.views.errors.broken"
