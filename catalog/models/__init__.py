from .base import CataloguePage
from .index_number import IndexNumber, IndexSeries
from .official_document import OfficialDocumentPage

__all__ = ["CataloguePage", "IndexNumber", "IndexSeries", "OfficialDocumentPage"]
