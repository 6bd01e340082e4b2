"""Where every address leads; the pages are in sharewell.web."""

from sharewell.web.urls import urlpatterns as pages

urlpatterns = [*pages]
handler404 = "sharewell.web.views.errors.not_found"
handler403 = "sharewell.web.views.errors.refused"
handler400 = "sharewell.web.views.errors.bad_request"
handler500 = "sharewell.web.views.errors.broken"
