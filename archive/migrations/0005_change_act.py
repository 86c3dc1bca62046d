"""Say which entries of the log belong to one act, and find the earlier states of a row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0004_change_log")]

    operations = [
        migrations.AddField(
            model_name="change",
            name="act",
            field=models.CharField(
                default="",
                help_text="What was done at one stroke: the same in all its entries.",
                max_length=30,
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["act"], name="change_by_act"),
        ),
        migrations.AddIndex(
            model_name="changedrow",
            index=models.Index(fields=["model", "row"], name="changedrow_by_row"),
        ),
        migrations.AlterField(
            model_name="changedrow",
            name="before",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
