"""The form through which pictures are uploaded."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .uploads import reencoded_image


class CarefulImageField(WagtailImageField):
    """Refuses, as an error of the field, every picture that cannot be painted anew: broken, false or too large."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # a hostile picture may raise anything in a decoder
            message = _("无法读取图片：文件损坏，或不是 JPEG、PNG、GIF、WebP 格式。")
            raise ValidationError(message, code="invalid_image") from error
        if file is not None:
            self.refuse_unpaintable(file)
        return file

    def refuse_unpaintable(self, file: Any) -> None:
        """Raise ValidationError for what `cms.uploads` would refuse when the picture is saved."""
        try:
            reencoded_image(file)
        except ValidationError as refusal:
            raise ValidationError(refusal.messages, code="invalid_image") from refusal
        finally:
            file.seek(0)


class ImageForm(BaseImageForm):
    """Wagtail's form with a careful file field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].__class__ = CarefulImageField
