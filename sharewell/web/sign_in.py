"""The addresses of signing in and out.

Listed one by one, and not taken from allauth's own list: what is not here, such as
registering oneself or changing an address, does not exist.
"""

from django.urls import URLPattern, path

from sharewell.web.views import (
    agency_sign_in,
    own_password,
    passkeys,
    session,
    set_up,
    sign_in,
    sign_ins,
)
from sharewell.web.views.errors import not_found

# Names that allauth may ask the address of; the pages are not offered.
NOT_OFFERED = (
    "account_email_verification_sent",
    "account_inactive",
    "account_signup",
    "mfa_deactivate_totp",
)

sign_in_urls: list[URLPattern] = [
    path("sign-in", sign_in.SignIn.as_view(), name="account_login"),
    path("sign-in/agency", agency_sign_in.choose, name="agency-sign-in"),
    path(
        "sign-in/agency/<slug:provider_id>/done",
        agency_sign_in.done,
        name="agency-sign-in-done",
    ),
    path("sign-in/first/<uuid:link_id>/<str:token>", set_up.arrive, name="set-up-link"),
    path("sign-in/first", set_up.set_up, name="set-up"),
    path("sign-in/code", sign_in.EnterCode.as_view(), name="mfa_authenticate"),
    path("sign-in/set-up", sign_in.SetUp.as_view(), name="mfa_activate_totp"),
    path(
        "sign-in/recovery-codes",
        sign_in.RecoveryCodes.as_view(),
        name="mfa_view_recovery_codes",
    ),
    path(
        "sign-in/recovery-codes/new",
        sign_in.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path("your-sign-ins", sign_ins.your_sign_ins, name="your-sign-ins"),
    path("your-sign-ins/password", own_password.own_password, name="own-password"),
    path("your-sign-ins/end", sign_ins.end_everywhere, name="end-everywhere"),
    path("your-sign-ins/<uuid:sign_in_id>/end", sign_ins.end, name="end-sign-in"),
    path("sign-in/second-steps", passkeys.second_steps, name="mfa_index"),
    path("sign-in/passkeys/new", passkeys.add, name="mfa_add_webauthn"),
    path("sign-in/passkeys/<int:pk>/name", passkeys.name, name="mfa_edit_webauthn"),
    path(
        "sign-in/passkeys/<int:pk>/remove", passkeys.remove, name="mfa_remove_webauthn"
    ),
    path(
        "sign-in/confirm", sign_in.ConfirmWithCode.as_view(), name="mfa_reauthenticate"
    ),
    path(
        "sign-in/confirm-password",
        sign_in.ConfirmWithPassword.as_view(),
        name="account_reauthenticate",
    ),
    path("sign-out", sign_in.SignOut.as_view(), name="account_logout"),
    path("signed-out", session.signed_out, name="signed-out"),
    path("session/stay", session.stay, name=session.STAY),
    *(
        path(f"sign-in/not-offered/{name}", not_found, name=name)
        for name in NOT_OFFERED
    ),
]
