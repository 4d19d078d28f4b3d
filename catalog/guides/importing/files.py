"""Blank forms and samples that lie beside the spreadsheet, found by their names."""

import os
from pathlib import Path

from django.core.files import File
from django.utils.translation import gettext as _

from cms.models import UploadedDocument
from intake.folders import files_beneath, shown_name


class Files:
    """The files of one directory, and those beneath it; "" for none."""

    def __init__(self, folder: str = "") -> None:
        self.folder = folder
        self.paths: dict[str, str] = {}
        for path in files_beneath([folder]) if folder else []:
            self.paths.setdefault(shown_name(os.path.basename(path)), path)

    def problem(self, name: str) -> str:
        """Why the file cannot be taken; "" when it can."""
        if not self.folder:
            return _("填写了文件名，请在导入时用 --files 指明文件所在的目录，或者删去文件名，导入后在编辑页上传。")
        if name not in self.paths:
            return _("目录中没有文件“%(name)s”，请核对文件名（包括扩展名）。") % {"name": name[:60]}
        return ""

    def upload(self, name: str) -> UploadedDocument:
        """The file, uploaded. Raises ValidationError for one that is not taken."""
        path = self.paths[name]
        with open(path, "rb") as stream:
            document = UploadedDocument(title=Path(name).stem[:255], file=File(stream, name))
            document.full_clean(exclude=["file_size", "file_hash"])
            document.save()
        return document
