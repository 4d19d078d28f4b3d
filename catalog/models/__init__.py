from .base import CataloguePage
from .imported_document import ImportedDocument
from .index_number import IndexNumber, IndexSeries
from .official_document import OfficialDocumentPage

__all__ = ["CataloguePage", "ImportedDocument", "IndexNumber", "IndexSeries", "OfficialDocumentPage"]
