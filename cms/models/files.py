"""Uploaded files: identified by content, never replaced, private until a live entry names them."""

import hashlib
import uuid
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from ..uploads import document_mime_type, reencoded_image


class ImmutableFileMixin(models.Model):
    """`file` is written once; a new file is a new object, so that what was reviewed stays what is served.

    `url` leads to the file for people in the admin; `public_url` is its address once a live entry names it.
    """

    file: Any
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def refuse_replacement(self) -> None:
        """Raise ValidationError when the file of a saved object would be replaced."""
        if not self.pk:
            return
        stored = type(self)._default_manager.filter(pk=self.pk).first()
        if stored is not None and stored.file.name != self.file.name:
            message = _("已上传的文件不能替换。请另行上传新文件，在稿件中改为引用新文件后重新送审。")
            raise ValidationError({"file": message})

    def digest_file(self) -> str:
        """sha256 of the bytes of the file, in hexadecimal."""
        digest = hashlib.sha256()
        with self.open_file() as file:  # type: ignore[attr-defined]
            for chunk in iter(lambda: file.read(1 << 16), b""):
                digest.update(chunk)
            file.seek(0)
        return digest.hexdigest()


class UploadedDocument(ImmutableFileMixin, AbstractDocument):
    """An attachment (附件)."""

    mime_type = models.CharField(max_length=100, blank=True, editable=False)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("附件")
        verbose_name_plural = _("附件")
        permissions = [("choose_uploadeddocument", "Can choose document")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_replacement()
        if not self.pk and self.file:
            self.mime_type = document_mime_type(self.file)
            self.sha256 = self.digest_file()
            self.file_size = self.file.size
            name = PurePath(str(self.file.name))
            self.file.name = f"{uuid.uuid4().hex[:12]}{name.suffix.lower()}"
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.refuse_replacement()
        if not self.pk and self.file:
            document_mime_type(self.file)

    @property
    def url(self) -> str:
        return reverse("cms_private_document", args=[self.pk, self.filename])

    @property
    def public_url(self) -> str:
        return reverse("cms_public_document", args=[self.pk, self.filename])

    @property
    def download_name(self) -> str:
        """File name offered to the reader: the title, with the extension of the stored file."""
        stem = self.title.removesuffix(f".{self.file_extension}").replace("/", "／").replace("\\", "＼")
        return f"{stem}.{self.file_extension}"


class UploadedImage(ImmutableFileMixin, AbstractImage):
    """A picture. Its bytes are encoded anew on upload, which drops hidden metadata and anything appended."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("图片")
        verbose_name_plural = _("图片")
        permissions = [("choose_uploadedimage", "Can choose image")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_replacement()
        if not self.pk and self.file:
            self.file = reencoded_image(self.file)
            self.sha256 = self.digest_file()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.refuse_replacement()

    def get_upload_to(self, filename: str) -> str:
        return f"original_images/{uuid.uuid4().hex[:16]}{PurePath(filename).suffix.lower()}"

    @property
    def default_alt_text(self) -> str:
        return self.description or self.title


class ImageRendition(AbstractRendition):
    """An image in one size."""

    image = models.ForeignKey(UploadedImage, on_delete=models.CASCADE, related_name="renditions")
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="cms_rendition_once")
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the bytes as they were made are the only ones that are served for it."""
        if not self.pk and self.file:
            digest = hashlib.sha256()
            for chunk in self.file.chunks():
                digest.update(chunk)
            self.file.seek(0)
            self.sha256 = digest.hexdigest()
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        return reverse("cms_private_media", args=[self.file.name])

    @property
    def public_url(self) -> str:
        return reverse("cms_public_media", args=[self.file.name])
