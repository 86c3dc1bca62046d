"""Hold the modality in the indexes that list incidents: nearly every list asks for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0013_distinct_pairs"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="incident",
            name="incident_by_event_type",
        ),
        migrations.RemoveIndex(
            model_name="incident",
            name="incident_by_event_mode",
        ),
        migrations.RemoveIndex(
            model_name="incident",
            name="incident_by_kind",
        ),
        migrations.RemoveIndex(
            model_name="incident",
            name="incident_by_cameo_code",
        ),
        migrations.RemoveIndex(
            model_name="incident",
            name="incident_by_acled_event_type",
        ),
        migrations.RemoveIndex(
            model_name="incident",
            name="incident_by_acled_sub_event_ty",
        ),
        migrations.RemoveIndex(
            model_name="incident",
            name="incident_by_ucdp_violence_type",
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                fields=["event_type", "is_public", "sort_date", "id", "modality"],
                name="incident_by_event_type",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                fields=["event_mode", "is_public", "sort_date", "id", "modality"],
                name="incident_by_event_mode",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                fields=["kind", "is_public", "sort_date", "id", "modality"], name="incident_by_kind"
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("cameo_code__isnull", False)),
                fields=["cameo_code", "is_public", "sort_date", "id", "modality"],
                name="incident_by_cameo_code",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("acled_event_type__isnull", False)),
                fields=["acled_event_type", "is_public", "sort_date", "id", "modality"],
                name="incident_by_acled_event_type",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("acled_sub_event_type__isnull", False)),
                fields=["acled_sub_event_type", "is_public", "sort_date", "id", "modality"],
                name="incident_by_acled_sub_event_ty",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("ucdp_violence_type__isnull", False)),
                fields=["ucdp_violence_type", "is_public", "sort_date", "id", "modality"],
                name="incident_by_ucdp_violence_type",
            ),
        ),
    ]
