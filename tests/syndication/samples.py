"""One published page of each type, with every field, every row of its panels and every block, whatever types there are.

Values follow from the fields and blocks themselves, so that a type to come is covered without a word here. `OWN` is for
the values that a type insists on.
"""

import uuid
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.db import connection, models
from django.db.models.fields.reverse_related import ForeignObjectRel
from PIL import Image
from taggit.managers import TaggableManager
from wagtail import blocks
from wagtail.blocks.field_block import RichTextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page

from catalog.models import (
    AnnualReportPage,
    BudgetPage,
    DisclosureGuidePage,
    LeaderPage,
    OfficialDocumentPage,
    OrganProfilePage,
    PersonnelPage,
    PlanPage,
    PowerItemPage,
    ProcurementPage,
    ResponsePage,
    ServiceGuidePage,
    StatisticsPage,
)
from cms.blocks.address import AddressBlock
from cms.models import PublicationPage, UploadedDocument, UploadedImage
from cms.providing import publication_models
from organs.models import Organ
from syndication.api.whole.values import child_fields, field_of, is_child_relation
from tests.catalog.figures import PROACTIVE, REMEDIES, SANGONG, TARGET, applications, balance, money, series
from tests.catalog.pages import WHOLE, streamed
from tests.site import column, make_article, make_organ, publish

BEIJING = ZoneInfo("Asia/Shanghai")
SECRET = 900_000_000
"""Numbers from here on are keys of rows: none may be read from outside."""
LONG = "政府信息按照《政府信息公开条例》的规定公开，可以在本网站检索、查阅和下载。"
OWN: dict[type[PublicationPage], dict[str, Any]] = {
    OfficialDocumentPage: {"document_number": "云政发〔2026〕8号", "expires_on": date(2031, 1, 2)},
    DisclosureGuidePage: {
        **{name: WHOLE[DisclosureGuidePage][name] for name in ("office_telephone", "office_fax", "internet_contact")},
        "office_postcode": "998000",
        "request_url": "https://www.example.cn/",
        **dict.fromkeys(("classification", "arrangement", "ways", "request_how", "remedy"), LONG),
    },
    OrganProfilePage: {
        **{name: WHOLE[OrganProfilePage][name] for name in ("telephone", "supervision_telephone")},
        "postcode": "998000",
        "email": "bgs@yunshan.example",
    },
    LeaderPage: {"term_until": date(2031, 1, 2)},
    PersonnelPage: {"decision_number": "云政任〔2026〕3号"},
    ProcurementPage: {
        "method": "other",
        "documents_until": datetime(2026, 3, 9, 17, 0, tzinfo=BEIJING),
        "submission_deadline": datetime(2026, 4, 1, 9, 30, tzinfo=BEIJING),
        "opening_at": datetime(2026, 4, 1, 9, 30, tzinfo=BEIJING),
    },
    BudgetPage: {
        "fiscal_year": 2026,
        "sangong": SANGONG,
        "tables": [("balance", balance()), ("figures", money(("教育支出", "1", "2")))],
    },
    PlanPage: {"first_year": 2026, "last_year": 2030, "targets": [("target", TARGET)]},
    StatisticsPage: {"next_release_on": date(2026, 6, 1), "indicators": [("series", series())]},
    AnnualReportPage: {
        "report_year": 2025,
        "proactive": PROACTIVE,
        "applications": applications(),
        "remedies": REMEDIES,
        "problems": LONG,
    },
    PowerItemPage: {
        name: WHOLE[PowerItemPage][name] for name in ("item_code", "supervision_telephone", "basis", "authority")
    },
    ServiceGuidePage: {
        **{
            name: WHOLE[ServiceGuidePage][name]
            for name in ("item_code", "telephone", "supervision_telephone", "consult_url", "query_url", "apply_url")
        },
        "handling_type": "承诺件",
        "no_apply_reason": "",
    },
    ResponsePage: {"response_kind": "incident", "channel": "other", "verdict": ""},
}
LEFT_OUT = {"uid", "index_number", "organ", "slug", "title"}


def count_from(number: int, *tables: str) -> None:
    """Let the next rows have numbers that can be told from every other one in an answer."""
    with connection.cursor() as cursor:
        for table in tables:
            if connection.vendor == "postgresql":
                sequence = f"pg_get_serial_sequence('{table}', 'id')"
                cursor.execute(f"SELECT setval({sequence}, greatest(nextval({sequence}), %s))", [number])
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])


class Sampler:
    """Makes values; what they name is made once."""

    def __init__(self) -> None:
        count_from(SECRET, "wagtailcore_page", "cms_uploadedimage", "cms_uploadeddocument")
        data = BytesIO()
        Image.new("RGB", (40, 20), "green").save(data, "PNG")
        picture = ContentFile(data.getvalue(), "a.png")
        self.image = UploadedImage.objects.create(title="示意图", file=picture)
        file = ContentFile("甲,乙\n1,2\n".encode(), "a.csv")
        self.document = UploadedDocument.objects.create(title="附表", file=file)
        self.target: Page = Page.objects.get(pk=make_article(title="所引用的信息").pk)
        self.organ = make_organ()
        self.number = 0

    def html(self) -> str:
        link = f'<a id="{self.target.pk}" linktype="page">所引用的信息</a>'
        file = f'<a id="{self.document.pk}" linktype="document">附表</a>'
        return f'<p data-block-key="abc12">见{link}和{file}，<b>特此通知</b>。<embed embedtype="image" id="1"/></p>'

    def block(self, block: blocks.Block) -> Any:
        """A value of `block` as it is stored."""
        for kind, make in self.kinds():
            if isinstance(block, kind):
                return make(block)
        raise TypeError(f"no sample for {type(block).__name__}")

    def kinds(self) -> list[tuple[Any, Any]]:
        return [
            (blocks.StreamBlock, self.stream),
            (TypedTableBlock, self.table),
            (ImageBlock, lambda block: {"image": self.image.pk, "alt_text": "说明", "decorative": False}),
            (blocks.StructBlock, lambda block: {n: self.block(one) for n, one in block.child_blocks.items()}),
            (blocks.ListBlock, lambda block: [self.item(block.child_block) for _ in range(2)]),
            (RichTextBlock, lambda block: self.html()),
            (EmbedBlock, lambda block: "https://www.example.cn/video"),
            (ImageChooserBlock, lambda block: self.image.pk),
            (DocumentChooserBlock, lambda block: self.document.pk),
            (blocks.PageChooserBlock, lambda block: self.chosen(block)),
            (blocks.MultipleChoiceBlock, lambda block: [self.choice(block)]),
            (blocks.ChoiceBlock, self.choice),
            (blocks.BooleanBlock, lambda block: False),
            (blocks.IntegerBlock, lambda block: 3),
            (blocks.FloatBlock, lambda block: 1.5),
            (blocks.DecimalBlock, lambda block: "12.50"),
            (blocks.DateTimeBlock, lambda block: "2026-03-01T09:00:00+08:00"),
            (blocks.DateBlock, lambda block: "2026-03-01"),
            (blocks.TimeBlock, lambda block: "09:30:00"),
            ((blocks.URLBlock, AddressBlock), lambda block: "https://www.example.cn/"),
            (blocks.EmailBlock, lambda block: "bgs@yunshan.example"),
            (blocks.FieldBlock, lambda block: f"{block.label}的内容"[: getattr(block.field, "max_length", None)]),
        ]

    def item(self, block: blocks.Block) -> dict[str, Any]:
        return {"type": "item", "value": self.block(block), "id": self.name()}

    def stream(self, block: blocks.StreamBlock) -> list[dict[str, Any]]:
        return [
            {"type": name, "value": self.block(child), "id": self.name()} for name, child in block.child_blocks.items()
        ]

    def table(self, block: TypedTableBlock) -> dict[str, Any]:
        columns = [{"type": name, "heading": f"第{n}列"} for n, name in enumerate(block.child_blocks, 1)]
        row = [self.block(child) for child in block.child_blocks.values()]
        return {"caption": "表名", "columns": columns, "rows": [{"values": row}, {"values": row}]}

    def choice(self, block: Any) -> Any:
        flat = [
            (v, t)
            for value, title in block.field.choices
            for v, t in (title if isinstance(title, (list, tuple)) else [(value, title)])
        ]
        return next(value for value, _title in flat if value not in (None, ""))

    def chosen(self, block: blocks.PageChooserBlock) -> Any:
        """A page; blocks that store a uid are given one."""
        prepared = block.get_prep_value(self.target)
        return prepared if prepared is not None else self.target.pk

    def name(self) -> str:
        self.number += 1
        return str(uuid.UUID(int=self.number))

    def field(self, field: Any) -> Any:
        """A value of a column."""
        if isinstance(field, StreamField):
            return field.stream_block.to_python(self.stream(field.stream_block))
        if field.choices:
            flat = [
                (v, t)
                for value, title in field.choices
                for v, t in (title if isinstance(title, (list, tuple)) else [(value, title)])
            ]
            return field.default if field.has_default() and field.default != "" else next(v for v, _t in flat if v)
        for kind, make in self.columns():
            if isinstance(field, kind):
                return make(field)
        raise TypeError(f"no sample for {field}")

    def columns(self) -> list[tuple[Any, Any]]:
        return [
            (RichTextField, lambda field: self.html()),
            (models.ForeignKey, lambda field: self.related(field.related_model)),
            (models.BooleanField, lambda field: True),
            (models.DecimalField, lambda field: Decimal("12.50")),
            (models.FloatField, lambda field: 1.5),
            (models.IntegerField, lambda field: 3),
            (models.DateTimeField, lambda field: datetime(2026, 3, 1, 9, 0, tzinfo=BEIJING)),
            (models.DateField, lambda field: date(2026, 3, 1)),
            (models.TimeField, lambda field: time(9, 30)),
            (models.UUIDField, lambda field: uuid.UUID(int=7)),
            (models.JSONField, lambda field: field.get_default()),
            (models.URLField, lambda field: "https://www.example.cn/"),
            (models.EmailField, lambda field: "bgs@yunshan.example"),
            (models.CharField, lambda field: f"{field.verbose_name}的内容"[: field.max_length]),
            (models.TextField, lambda field: f"{field.verbose_name}的内容"[: field.max_length]),
        ]

    def related(self, model: Any) -> Any:
        for kind, value in ((UploadedImage, self.image), (UploadedDocument, self.document), (Organ, self.organ)):
            if issubclass(model, kind):
                return value
        if issubclass(self.target.specific_class, model):
            return self.target if model is Page else self.target.specific
        return None

    def page(self, model: type[PublicationPage], **fields: Any) -> PublicationPage:
        """A draft of this type in the first column, with everything."""
        names = [getattr(one, "name", one) for one in model.api_fields]
        values: dict[str, Any] = {}
        for name in names:
            field = field_of(model, name)
            if (
                field is None
                or name in LEFT_OUT
                or isinstance(field, (ForeignObjectRel, TaggableManager))
                or field.many_to_many
            ):
                continue
            values[name] = self.field(field)
        title = f"{model._meta.verbose_name}的样本"
        own = {name: streamed(model, name, value) for name, value in OWN.get(model, {}).items()}
        values = {"title": title, "organ": self.organ, **values, **own, **fields}
        page = model(live=False, **values)
        page.keywords.add("防汛", "应急")
        for name in names:
            field = field_of(model, name)
            if field is not None and is_child_relation(field):
                child = field.related_model
                made = {n: self.field(child._meta.get_field(n)) for n in child_fields(child)}
                getattr(page, name).add(child(**made))
        return column("yaowen").add_child(instance=page)


def every_page() -> dict[str, PublicationPage]:
    """A published page of each type, by kind, and the one they refer to among them."""
    sampler = Sampler()
    return {model.kind: publish(sampler.page(model)) for model in publication_models()}


def one_page(kind: str) -> PublicationPage:
    """A published page of this type, without the others."""
    model = next(model for model in publication_models() if model.kind == kind)
    return publish(Sampler().page(model))
