"""What the runtime role may do with the tables of sign-in: they hold no child."""

from django.db import migrations

from sharewell.access.custody import exempt

EVERY_VERB = "SELECT, INSERT, UPDATE, DELETE"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accounts", "0001_initial"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        exempt(
            "accounts_user",
            "SELECT, INSERT, UPDATE (password, last_login, is_active)",
            "sign-in addresses of staff, needed before there is an actor",
        ),
        exempt("django_migrations", "SELECT", "which migrations ran"),
        exempt("django_session", EVERY_VERB, "who is signed in, by id only"),
        exempt("account_emailaddress", EVERY_VERB, "sign-in addresses of staff"),
        exempt("account_emailconfirmation", EVERY_VERB, "not used, never filled"),
        exempt("mfa_authenticator", EVERY_VERB, "second factors of staff, sealed"),
        migrations.RunSQL(
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO sharewell_app",
            migrations.RunSQL.noop,
        ),
    ]
