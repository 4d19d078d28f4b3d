from .annual_report import AnnualReportPage
from .base import CataloguePage
from .budget import BudgetPage
from .disclosure_record import DisclosureRecordPage
from .guide import DisclosureGuidePage
from .imported_document import ImportedDocument
from .index_number import IndexNumber, IndexSeries
from .interpretation import InterpretationPage
from .interpretation_plan import InterpretationPlan
from .leader import LeaderPage
from .official_document import OfficialDocumentPage
from .organ_catalogue import CatalogueNode, OrganCatalogue
from .organ_profile import OrganProfilePage
from .personnel import PersonnelPage
from .plan import PlanPage
from .power_item import PowerItemPage
from .procurement import ProcurementPage
from .response import ResponsePage
from .service_guide import ServiceGuidePage
from .statistics import StatisticsPage

__all__ = [
    "AnnualReportPage",
    "BudgetPage",
    "CatalogueNode",
    "CataloguePage",
    "DisclosureGuidePage",
    "DisclosureRecordPage",
    "ImportedDocument",
    "IndexNumber",
    "IndexSeries",
    "InterpretationPage",
    "InterpretationPlan",
    "LeaderPage",
    "OfficialDocumentPage",
    "OrganCatalogue",
    "OrganProfilePage",
    "PersonnelPage",
    "PlanPage",
    "PowerItemPage",
    "ProcurementPage",
    "ResponsePage",
    "ServiceGuidePage",
    "StatisticsPage",
]
